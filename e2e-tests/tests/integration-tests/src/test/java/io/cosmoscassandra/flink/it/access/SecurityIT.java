package io.cosmoscassandra.flink.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.Tls;
import io.cosmoscassandra.embedded.TlsFiles;
import io.cosmoscassandra.flink.it.kit.CapturedLog;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Logins and TLS: which clients and servers are accepted, and that no password is ever shown. */
class SecurityIT {

  private static final String SECRET = "s3cret-of-the-user";
  private static final String STORE_SECRET = "s3cret-of-the-store";

  @RegisterExtension
  static final CassandraExtension guarded =
      CassandraExtension.singleNode().withPasswordAuthentication();

  @RegisterExtension
  static final CassandraExtension secured = CassandraExtension.singleNode().withTls(Tls.SERVER);

  @RegisterExtension
  static final CassandraExtension misnamed =
      CassandraExtension.singleNode().withTls(Tls.SERVER_WITH_WRONG_HOST);

  @RegisterExtension
  static final CassandraExtension mutual = CassandraExtension.singleNode().withTls(Tls.MUTUAL);

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private static final AtomicInteger TABLES = new AtomicInteger();

  private final Flink flink = Flink.session();

  // ---------------------------------------------------------------- logging in

  @Test
  void rightPasswordWrites() throws Exception {
    Target target = new Target(guarded);
    assertThatItWrites(
        target,
        target
            .with()
            .and("username", CassandraNode.USERNAME)
            .and("password", CassandraNode.PASSWORD));
  }

  @Test
  void wrongPasswordIsReportedWithTheNameOfTheUser() {
    Target target = new Target(guarded);

    assertThat(failure(target.with().and("username", "nobody").and("password", SECRET)))
        .contains(
            "Login of user 'nobody' rejected by %1$s: Authentication error on node /%1$s: server replied with 'Provided username nobody and/or password are incorrect' to AuthResponse request. Check 'username' and 'password'."
                .formatted(target.address()));
  }

  @Test
  void missingPasswordIsAskedFor() {
    Target target = new Target(guarded);

    assertThat(failure(target.with()))
        .contains(
            "Login required by %s: set 'username' and 'password'.".formatted(target.address()));
  }

  // ---------------------------------------------------------------- TLS

  static Stream<Arguments> truststores() {
    TlsFiles files = TlsFiles.ofThisJvm();
    return Stream.of(
        Arguments.of("JKS", files.truststoreJks(), files.password()),
        Arguments.of("PKCS12", files.truststorePkcs12(), files.password()),
        Arguments.of("PEM", files.truststorePem(), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("truststores")
  void truststoreOfAnyKindIsRead(String kind, Path truststore, String password) throws Exception {
    Target target = new Target(secured);
    Flink.With with = target.with().and("ssl.truststore.path", truststore.toString());
    if (password != null) {
      with.and("ssl.truststore.password", password);
    }

    assertThatItWrites(target, with.and("ssl.enabled", "true"));
  }

  @Test
  void serverThatNobodyVouchesForIsNotTrusted() {
    Target target = new Target(secured);

    assertThat(failure(target.with().and("ssl.enabled", "true")))
        .contains(
            "The TLS handshake with %s failed: unable to find valid certification path to requested target. The certificate is not trusted: 'ssl.truststore.path' must contain the certificate that signed it."
                .formatted(target.address()));
  }

  @Test
  void plainTextIsNotSpokenToATlsPortWithoutAHint() {
    Target target = new Target(secured);

    assertThat(failure(target.with().and("sink.retry.timeout", "1 s")))
        .anySatisfy(
            message ->
                assertThat(message)
                    .startsWith("Could not connect to " + target.address())
                    .endsWith("If the server requires TLS, set 'ssl.enabled' = 'true'."));
  }

  @Test
  void certificateOfAnotherHostIsRefused() {
    Target target = new Target(misnamed);

    assertThat(failure(trusting(target)))
        .contains(
            "The TLS handshake with %s failed: No subject alternative names matching IP address 127.0.0.1 found. The certificate was issued for another name: use that name in 'hosts' or, if you trust the network, set 'ssl.hostname-verification' = 'false'."
                .formatted(target.address()));
  }

  @Test
  void certificateOfAnotherHostIsAcceptedOnDemand() throws Exception {
    Target target = new Target(misnamed);
    assertThatItWrites(target, trusting(target).and("ssl.hostname-verification", "false"));
  }

  static Stream<Arguments> keystores() {
    TlsFiles files = TlsFiles.ofThisJvm();
    return Stream.of(
        Arguments.of("JKS", files.clientKeystoreJks(), files.password()),
        Arguments.of("PKCS12", files.clientKeystorePkcs12(), files.password()),
        Arguments.of("PEM", files.clientKeystorePem(), null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keystores")
  void keystoreOfAnyKindProvesWhoTheClientIs(String kind, Path keystore, String password)
      throws Exception {
    Target target = new Target(mutual);
    Flink.With with = trusting(target).and("ssl.keystore.path", keystore.toString());
    if (password != null) {
      with.and("ssl.keystore.password", password);
    }

    assertThatItWrites(target, with);
  }

  @Test
  void clientWithoutACertificateIsRefusedWhereOneIsWanted() {
    Target target = new Target(mutual);

    assertThat(failure(trusting(target)))
        .anySatisfy(
            message ->
                assertThat(message)
                    .startsWith("The TLS handshake with " + target.address())
                    .contains("Check 'ssl.keystore.path'"));
  }

  /** A certificate in PEM is not encrypted. */
  static Stream<Arguments> encryptedTruststores() {
    TlsFiles files = TlsFiles.ofThisJvm();
    return Stream.of(
        Arguments.of("JKS", files.truststoreJks()),
        Arguments.of("PKCS12", files.truststorePkcs12()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encryptedTruststores")
  void wrongTruststorePasswordNamesOptionAndFile(String kind, Path truststore) {
    Target target = new Target(secured);

    assertThat(
            failure(
                target
                    .with()
                    .and("ssl.enabled", "true")
                    .and("ssl.truststore.path", truststore.toString())
                    .and("ssl.truststore.password", STORE_SECRET)))
        .contains(
            "Option 'ssl.truststore.path': file '%s' does not have the password in 'ssl.truststore.password'."
                .formatted(truststore));
  }

  @Test
  void missingTruststoreNamesOptionAndFile(@TempDir Path directory) {
    Path nowhere = directory.resolve("truststore.jks");

    assertThat(
            failure(
                new Target(secured)
                    .with()
                    .and("ssl.enabled", "true")
                    .and("ssl.truststore.path", nowhere.toString())))
        .anySatisfy(
            message ->
                assertThat(message)
                    .startsWith("Option 'ssl.truststore.path': file '" + nowhere + "' "));
  }

  @Test
  void fileThatIsNoTruststoreNamesOptionAndFile(@TempDir Path directory) throws Exception {
    Path nonsense = Files.writeString(directory.resolve("truststore.jks"), "nonsense");

    assertThat(
            failure(
                new Target(secured)
                    .with()
                    .and("ssl.enabled", "true")
                    .and("ssl.truststore.path", nonsense.toString())))
        .anySatisfy(
            message ->
                assertThat(message)
                    .startsWith("Option 'ssl.truststore.path': file '" + nonsense + "' "));
  }

  // ---------------------------------------------------------------- passwords

  @Test
  void passwordsAreInNoPlan() {
    String insert = "INSERT INTO %s VALUES (1)".formatted(declare(secretive(new Target(guarded))));

    assertThat(
            flink
                .tables()
                .explainSql(
                    insert,
                    ExplainDetail.CHANGELOG_MODE,
                    ExplainDetail.ESTIMATED_COST,
                    ExplainDetail.PLAN_ADVICE,
                    ExplainDetail.JSON_EXECUTION_PLAN))
        .contains("books")
        .doesNotContain(SECRET, STORE_SECRET);
  }

  @Test
  void passwordsAreInNoFailureAndInNoLog() {
    String insert =
        "INSERT INTO %s VALUES (1)"
            .formatted(
                declare(
                    new Target(guarded).with().and("username", "nobody").and("password", SECRET)));

    try (CapturedLog log = CapturedLog.of(Level.DEBUG)) {
      Throwable failure = flink.failure(insert);

      assertThat(Flink.stackTrace(failure)).contains("Login of user").doesNotContain(SECRET);
      assertThat(log.messages())
          .anyMatch(message -> message.contains("Login of user"))
          .noneMatch(message -> message.contains(SECRET));
    }
  }

  @Test
  void passwordsOfStoresAreInNoFailureAndInNoLog() {
    String insert = "INSERT INTO %s VALUES (1)".formatted(declare(secretive(new Target(secured))));

    try (CapturedLog log = CapturedLog.of(Level.DEBUG)) {
      Throwable failure = flink.failure(insert);

      assertThat(Flink.stackTrace(failure))
          .contains("does not have the password in 'ssl.keystore.password'")
          .doesNotContain(SECRET, STORE_SECRET);
      assertThat(log.messages())
          .anyMatch(
              message -> message.contains("does not have the password in 'ssl.keystore.password'"))
          .noneMatch(message -> message.contains(SECRET) || message.contains(STORE_SECRET));
    }
  }

  @Test
  void passwordsOfWritingSinksAreInNoLog() throws Exception {
    Target target = new Target(guarded);
    guarded
        .session()
        .execute(
            "CREATE ROLE IF NOT EXISTS author WITH PASSWORD = '%s' AND LOGIN = true AND SUPERUSER = true"
                .formatted(SECRET));

    try (CapturedLog log = CapturedLog.of(Level.DEBUG)) {
      assertThatItWrites(target, target.with().and("username", "author").and("password", SECRET));

      assertThat(log.messages())
          .isNotEmpty()
          .noneMatch(message -> message.contains(SECRET) && !message.contains("CREATE ROLE"));
    }
  }

  @Test
  void passwordsAreInNoComplaintAboutOptions() {
    String insert =
        "INSERT INTO %s VALUES (1)"
            .formatted(declare(secretive(new Target(secured)).and("sink.ttl", "0 s")));

    Throwable failure = flink.failure(insert);

    assertThat(Flink.stackTrace(failure)).contains("sink.ttl").doesNotContain(SECRET, STORE_SECRET);
  }

  // ---------------------------------------------------------------- kit

  /** A table of a node. */
  private record Target(CassandraExtension cassandra, String keyspace) {

    Target(CassandraExtension cassandra) {
      this(cassandra, cassandra.createKeyspace());
      cassandra.session().execute("CREATE TABLE %s.books (id int PRIMARY KEY)".formatted(keyspace));
    }

    Flink.With with() {
      return Flink.with(cassandra.contactPoint(), keyspace, "books");
    }

    String address() {
      return Flink.address(cassandra.contactPoint());
    }

    int rows() {
      return cassandra
          .session()
          .execute("SELECT id FROM %s.books".formatted(keyspace))
          .all()
          .size();
    }
  }

  private static Flink.With trusting(Target target) {
    return target
        .with()
        .and("ssl.enabled", "true")
        .and("ssl.truststore.path", TlsFiles.ofThisJvm().truststorePem().toString());
  }

  private static Flink.With secretive(Target target) {
    TlsFiles files = TlsFiles.ofThisJvm();
    return target
        .with()
        .and("username", CassandraNode.USERNAME)
        .and("password", SECRET)
        .and("ssl.enabled", "true")
        .and("ssl.truststore.path", files.truststoreJks().toString())
        .and("ssl.truststore.password", STORE_SECRET)
        .and("ssl.keystore.path", files.clientKeystoreJks().toString())
        .and("ssl.keystore.password", STORE_SECRET);
  }

  private String declare(Flink.With with) {
    String name = "books" + TABLES.incrementAndGet();
    flink
        .tables()
        .executeSql(
            "CREATE TABLE %s (id INT, PRIMARY KEY (id) NOT ENFORCED)%s".formatted(name, with));
    return name;
  }

  private void assertThatItWrites(Target target, Flink.With with) throws Exception {
    flink.run("INSERT INTO %s VALUES (1), (2)".formatted(declare(with)));
    assertThat(target.rows()).isEqualTo(2);
  }

  private List<String> failure(Flink.With with) {
    return Flink.messages(flink.failure("INSERT INTO %s VALUES (1)".formatted(declare(with))));
  }
}
