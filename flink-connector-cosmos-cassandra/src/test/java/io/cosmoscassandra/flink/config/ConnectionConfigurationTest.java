package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.kit.Connections.*;
import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.ClusterAddress;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.ConsistencyChoice;
import io.cosmoscassandra.flink.client.DriverOptions;
import io.cosmoscassandra.flink.client.PoolSettings;
import io.cosmoscassandra.flink.client.Timeouts;
import io.cosmoscassandra.flink.client.dialect.CassandraDialect;
import io.cosmoscassandra.flink.client.dialect.CosmosDialect;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.login.Credentials;
import io.cosmoscassandra.flink.client.login.PasswordOrigin;
import io.cosmoscassandra.flink.client.login.Secret;
import io.cosmoscassandra.flink.client.tls.KeyStoreFile;
import io.cosmoscassandra.flink.client.tls.TlsSettings;
import io.cosmoscassandra.flink.kit.Serialized;
import io.cosmoscassandra.flink.options.Compression;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class ConnectionConfigurationTest {

  private static List<String> problemsOf(Configuration options) {
    InvalidOptionsException invalid =
        catchThrowableOfType(InvalidOptionsException.class, () -> settings(options));
    assertThat(invalid).as("a rejection").isNotNull();
    return invalid.problems();
  }

  @Test
  void hostsAloneAreEnoughForCassandra() {
    ConnectionSettings settings = settings(toCassandra());
    assertThat(settings.dialect()).isEqualTo(new CassandraDialect());
    assertThat(settings.cluster().hosts()).containsExactly(new HostAndPort("localhost", 9042));
    assertThat(settings.tls().enabled()).isFalse();
    assertThat(settings.credentials()).isNull();
    assertThat(settings.consistency())
        .isEqualTo(ConsistencyChoice.byDefault(DefaultConsistencyLevel.LOCAL_QUORUM));
    assertThat(settings.timeouts().request()).isEqualTo(Duration.ofSeconds(12));
    assertThat(settings.pool().compression()).isEqualTo(Compression.NONE);
  }

  @Test
  void hostAndPasswordAreEnoughForCosmos() {
    ConnectionSettings settings = settings(toCosmos());
    assertThat(settings.dialect()).isEqualTo(new CosmosDialect());
    assertThat(settings.cluster().hosts()).containsExactly(new HostAndPort(ACCOUNT, 10_350));
    assertThat(settings.tls().enabled()).isTrue();
    assertThat(settings.tls().hostnameVerification()).isTrue();
    assertThat(settings.credentials()).isEqualTo(login("shop", "key"));
    assertThat(settings.pool().size()).isEqualTo(10);
    assertThat(settings.timeouts().request()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void usersOwnSettingsWinOverTheDialects() {
    Configuration options =
        to(ACCOUNT + ", " + ACCOUNT + ":9999")
            .set(PORT, 9042)
            .set(LOCAL_DATACENTER, "West US")
            .set(USERNAME, "u")
            .set(PASSWORD, "p")
            .set(SSL_ENABLED, false)
            .set(CONNECTION_POOL_SIZE, 3)
            .set(CONNECTION_TIMEOUT, Duration.ofSeconds(1))
            .set(REQUEST_TIMEOUT, Duration.ofSeconds(2))
            .set(CONNECTION_HEARTBEAT_INTERVAL, Duration.ofSeconds(3))
            .set(CONNECTION_COMPRESSION, Compression.LZ4)
            .set(CONSISTENCY_LEVEL, "local_quorum");
    Map<String, String> ofDriver = Map.of("advanced.metadata.token-map.enabled", "true");
    assertThat(settings(withDriverOptions(options, ofDriver)))
        .isEqualTo(
            new ConnectionSettings(
                new CosmosDialect(),
                new ClusterAddress(
                    List.of(new HostAndPort(ACCOUNT, 9042), new HostAndPort(ACCOUNT, 9999)),
                    "West US",
                    null),
                login("u", "p"),
                new TlsSettings(false, null, null, true),
                new PoolSettings(3, Duration.ofSeconds(3), Compression.LZ4),
                new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2)),
                new ConsistencyChoice(
                    DefaultConsistencyLevel.LOCAL_QUORUM, CONSISTENCY_LEVEL.key()),
                new DriverOptions(ofDriver)));
  }

  @Test
  void storesGoWithTls() {
    ConnectionSettings settings =
        settings(
            toCassandra()
                .set(SSL_ENABLED, true)
                .set(SSL_TRUSTSTORE_PATH, "/t")
                .set(SSL_TRUSTSTORE_PASSWORD, "tp")
                .set(SSL_KEYSTORE_PATH, "/k")
                .set(SSL_HOSTNAME_VERIFICATION, false));
    assertThat(settings.tls())
        .isEqualTo(
            new TlsSettings(
                true,
                new KeyStoreFile("/t", new Secret("tp")),
                new KeyStoreFile("/k", null),
                false));
  }

  @Test
  void equalSettingsAreEqualAlsoAfterTheirWayToATaskManager() throws Exception {
    ConnectionSettings settings =
        settings(
            withDriverOptions(
                toCassandra().set(USERNAME, "u").set(PASSWORD, "p"), Map.of("basic.a", "b")));
    assertThat(Serialized.copy(settings)).isEqualTo(settings).hasSameHashCodeAs(settings);
  }

  @Test
  void noSecretIsEverShown() {
    Configuration options =
        toCassandra()
            .set(USERNAME, "ann")
            .set(PASSWORD, "hush1")
            .set(SSL_ENABLED, true)
            .set(SSL_TRUSTSTORE_PATH, "/t")
            .set(SSL_TRUSTSTORE_PASSWORD, "hush2")
            .set(SSL_KEYSTORE_PATH, "/k")
            .set(SSL_KEYSTORE_PASSWORD, "hush3");
    Map<String, String> ofDriver =
        Map.of(
            "advanced.ext.some-password", "hush4",
            "advanced.ext.api-key", "hush5",
            "basic.request.page-size", "77");
    assertThat(settings(withDriverOptions(options, ofDriver)).toString())
        .doesNotContain("hush")
        .contains("ann", "/t", "/k", "77");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    Configuration options =
        to("a:x")
            .set(PORT, 70_000)
            .set(USERNAME, "u")
            .set(CONNECTION_POOL_SIZE, 0)
            .set(REQUEST_TIMEOUT, Duration.ZERO)
            .set(CONNECTION_TIMEOUT, Duration.ofSeconds(-1))
            .set(CONNECTION_HEARTBEAT_INTERVAL, Duration.ZERO)
            .set(LOCAL_DATACENTER, " ")
            .set(CONSISTENCY_LEVEL, "most")
            .set(SSL_TRUSTSTORE_PASSWORD, "x");
    assertThat(problemsOf(withDriverOptions(options, Map.of("basics.x", "1"))))
        .containsExactlyInAnyOrder(
            "Option 'hosts' has the invalid entry 'a:x': the port must be between 1 and 65535.",
            "Option 'port' must be between 1 and 65535, but is '70000'.",
            "Option 'username' requires 'password'.",
            "Option 'connection.pool-size' must be greater than zero, but is '0'.",
            "Option 'request.timeout' must be greater than zero, but is '0 ms'.",
            "Option 'connection.timeout' must be greater than zero, but is '-1 s'.",
            "Option 'connection.heartbeat-interval' must be greater than zero, but is '0 ms'.",
            "Option 'local-datacenter' must not be blank. Set a value, or remove the option.",
            "Option 'consistency-level' must be one of ALL, ANY, EACH_QUORUM, LOCAL_ONE,"
                + " LOCAL_QUORUM, ONE, QUORUM, THREE, TWO, but is 'most'.",
            "Option 'ssl.truststore.password' requires 'ssl.truststore.path'.",
            "Option 'ssl.enabled' is 'false', so 'ssl.truststore.password' would have no effect."
                + " Set 'ssl.enabled' = 'true', or remove them.",
            "Option 'driver.basics.x' does not exist: options of the driver start with 'basic.',"
                + " 'advanced.' or 'profiles.'.");
  }

  @Test
  void hostsAreRequiredWithoutABundle() {
    assertThat(problemsOf(new Configuration()))
        .containsExactly("Option 'hosts' is required, unless 'secure-connect-bundle' is set.");
  }

  @Test
  void bundleExcludesAllThatItContains() {
    assertThat(
            problemsOf(
                toCassandra()
                    .set(SECURE_CONNECT_BUNDLE, "/b.zip")
                    .set(LOCAL_DATACENTER, "dc1")
                    .set(SSL_TRUSTSTORE_PATH, "/t")))
        .containsExactly(
            "Option 'secure-connect-bundle' excludes 'hosts', 'local-datacenter',"
                + " 'ssl.truststore.path', which the bundle itself contains.");
  }

  @Test
  void bundleNeedsNothingElse() {
    ConnectionSettings settings =
        settings(
            new Configuration()
                .set(SECURE_CONNECT_BUNDLE, "/b.zip")
                .set(USERNAME, "u")
                .set(PASSWORD, "p"));
    assertThat(settings.cluster()).isEqualTo(new ClusterAddress(List.of(), null, "/b.zip"));
    assertThat(settings.dialect()).isEqualTo(new CassandraDialect());
  }

  @Test
  void storesWithoutTlsAreRejectedRatherThanIgnored() {
    assertThat(problemsOf(toCassandra().set(SSL_ENABLED, false).set(SSL_TRUSTSTORE_PATH, "/t")))
        .containsExactly(
            "Option 'ssl.enabled' is 'false', so 'ssl.truststore.path' would have no effect. Set"
                + " 'ssl.enabled' = 'true', or remove them.");
    assertThat(problemsOf(toCassandra().set(SSL_KEYSTORE_PATH, "/k"))).hasSize(1);
  }

  @Test
  void passwordAloneIsRejectedIfTheUserIsNotKnown() {
    assertThat(problemsOf(toCassandra().set(PASSWORD, "p")))
        .containsExactly("Option 'password' requires 'username'.");
    assertThat(problemsOf(toCassandra().set(PASSWORD_FILE, "key.txt")))
        .containsExactly("Option 'password-file' requires 'username'.");
    assertThat(problemsOf(toCassandra().set(PASSWORD_SUPPLIER, "org.example.Tokens")))
        .containsExactly("Option 'password-supplier' requires 'username'.");
  }

  @Test
  void emptyPasswordIsRejected() {
    assertThat(problemsOf(toCassandra().set(USERNAME, "u").set(PASSWORD, "")))
        .containsExactly(
            "Option 'password' must not be empty. Set a password, or remove 'username' and"
                + " 'password'.");
  }

  @Test
  void passwordAndItsSupplierExcludeEachOther() {
    assertThat(problemsOf(toCosmos().set(PASSWORD_SUPPLIER, "org.example.Tokens")))
        .containsExactly("Option 'password-supplier' excludes 'password'. Keep one of them.");
  }

  @Test
  void passwordMayComeFromAFile() {
    assertThat(
            settings(toCassandra().set(USERNAME, "u").set(PASSWORD_FILE, "/run/secrets/cassandra"))
                .credentials())
        .isEqualTo(new Credentials("u", new PasswordOrigin.InFile("/run/secrets/cassandra")));
  }

  @Test
  void fileExcludesOtherOriginsOfThePassword() {
    assertThat(problemsOf(toCosmos().set(PASSWORD_FILE, "key.txt")))
        .containsExactly("Option 'password-file' excludes 'password'. Keep one of them.");
    assertThat(
            problemsOf(
                toCassandra()
                    .set(USERNAME, "u")
                    .set(PASSWORD_SUPPLIER, "org.example.Tokens")
                    .set(PASSWORD_FILE, "key.txt")))
        .containsExactly("Option 'password-supplier' excludes 'password-file'. Keep one of them.");
  }

  @Test
  void levelsThatCannotWriteAreRejected() {
    assertThat(problemsOf(toCassandra().set(CONSISTENCY_LEVEL, "LOCAL_SERIAL"))).hasSize(1);
    assertThat(problemsOf(toCosmos().set(CONSISTENCY_LEVEL, "EACH_QUORUM"))).hasSize(1);
  }

  @Test
  void optionsOfTheDriverThatHaveACounterpartAreRejected() {
    assertThat(
            problemsOf(
                withDriverOptions(
                    toCassandra(),
                    Map.of(
                        "basic.contact-points",
                        "[\"a\"]",
                        "basic.load-balancing-policy.local-datacenter",
                        "dc1",
                        "advanced.auth-provider.password",
                        "hush"))))
        .containsExactlyInAnyOrder(
            "Option 'driver.basic.contact-points' cannot be used. Use 'hosts' instead.",
            "Option 'driver.basic.load-balancing-policy.local-datacenter' cannot be used. Use"
                + " 'local-datacenter' instead.",
            "Option 'driver.advanced.auth-provider.password' cannot be used. Use 'password'"
                + " instead.");
  }

  @Test
  void optionsThatTheDriverCannotReadAreRejectedWithWhatItExpects() {
    assertThat(
            problemsOf(
                withDriverOptions(
                    toCassandra(),
                    Map.of(
                        "basic.x", "[\"a\"",
                        "advanced.connection.pool.local.size", "abc",
                        "basic.request.timeout", "soon",
                        "advanced.metadata.token-map.enabled", "perhaps",
                        "advanced.protocol.max-frame-length", "big",
                        "advanced.metadata.schema.refreshed-keyspaces", "a, b",
                        "profiles.slow.basic.request.page-size", "many"))))
        .containsExactlyInAnyOrder(
            "Option 'driver.basic.x' must be a list such as [\"a\", \"b\"].",
            "Option 'driver.advanced.connection.pool.local.size' must be a whole number.",
            "Option 'driver.basic.request.timeout' must be a duration such as 5 seconds.",
            "Option 'driver.advanced.metadata.token-map.enabled' must be true or false.",
            "Option 'driver.advanced.protocol.max-frame-length' must be a size such as 256 MiB.",
            "Option 'driver.advanced.metadata.schema.refreshed-keyspaces' must be a list such as"
                + " [\"a\", \"b\"].",
            "Option 'driver.profiles.slow.basic.request.page-size' must be a whole number.");
  }

  @Test
  void twoWaysToLogInExcludeEachOther() {
    assertThat(
            problemsOf(
                withDriverOptions(
                    toCassandra().set(USERNAME, "u").set(PASSWORD, "p"),
                    Map.of("advanced.auth-provider.class", "x.Y"))))
        .containsExactly(
            "Option 'driver.advanced.auth-provider.class' excludes 'username' and 'password'. Keep"
                + " one way to log in.");
  }

  @Test
  void tlsMayBeLeftToTheDriverButNotHalfOfIt() {
    Map<String, String> own =
        Map.of("advanced.ssl-engine-factory.class", "DefaultSslEngineFactory");
    assertThat(settings(withDriverOptions(toCosmos(), own)).tls().enabled()).isFalse();
    assertThat(problemsOf(withDriverOptions(toCassandra().set(SSL_ENABLED, true), own)))
        .containsExactly(
            "Option 'driver.advanced.ssl-engine-factory' excludes 'ssl.enabled'. Keep one way to"
                + " configure TLS.");
  }

  private static Credentials login(String username, String password) {
    return new Credentials(username, new PasswordOrigin.Given(new Secret(password)));
  }
}
