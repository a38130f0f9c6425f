package io.cosmoscassandra.flink.it.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.cosmos.Behaviour;
import io.cosmoscassandra.embedded.cosmos.CosmosStandIn;
import io.cosmoscassandra.embedded.cosmos.History;
import io.cosmoscassandra.flink.client.login.PasswordSupplier;
import io.cosmoscassandra.flink.it.kit.Books;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The books example against an account of Azure Cosmos DB, with no option but those of the account.
 */
class CosmosBooksIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private String keyspace;
  private CosmosStandIn account;

  @BeforeEach
  void start() {
    keyspace = cassandra.createKeyspace();
    account = CosmosStandIn.inFrontOf(cassandra.contactPoint()).behaviour(Behaviour.USUAL).start();
  }

  @AfterEach
  void stop() {
    account.close();
  }

  @Test
  void booksAreCreatedWrittenChangedAndDeletedWithTheDialectByOption() throws Exception {
    Books books =
        new Books(Flink.environment())
            .declare(
                Cosmos.with(account, keyspace, "books")
                    .and("sink.create-table", "true")
                    .and("sink.create-table.options", "cosmosdb_provisioned_throughput=4000")
                    .toString())
            .write();
    assertThat(books())
        .containsOnlyKeys("b00001", "b00023", "b01001", "b00501", "b00300")
        .containsEntry("b00001", "A study in scarlet, Arthur Conan Doyle, 1887, 11.33");

    books.upsert().delete("b00023").setPrice("b00300", 13.5);

    assertThat(books())
        .containsOnlyKeys("b00001", "b00024", "b01001", "b00501", "b00300")
        .containsEntry("b00001", "A study in scarlet, Sir Arthur Conan Doyle, 1999, 22.0")
        .containsEntry("b00300", "The hounds of Baskerville, Arthur Conan Doyle, 1901, 13.5");
    assertThat(account.history(keyspace, "books").seconds())
        .extracting(History.Second::budget)
        .containsOnly(4_000.0);
  }

  @Test
  void connectionAndSecretsCanComeFromTheConfigurationOfFlink() throws Exception {
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.books (book_id text PRIMARY KEY, book_author text, book_name text, book_pub_year int, book_price double)"
                .formatted(keyspace));
    Configuration settings = new Configuration();
    Cosmos.with(account, keyspace, "books")
        .without("connector")
        .without("keyspace")
        .without("table")
        .options()
        .forEach((key, value) -> settings.setString("connector.cassandra." + key, value));
    StreamExecutionEnvironment environment = Flink.environment();
    environment.configure(settings);

    new Books(environment)
        .declare(
            new Flink.With()
                .and("connector", "cassandra")
                .and("keyspace", keyspace)
                .and("table", "books")
                .and("sink.delivery-guarantee", "at-least-once")
                .toString())
        .write();

    assertThat(books()).hasSize(5);
  }

  /** Supplies the key of the account; a real one would ask Microsoft Entra ID for a token. */
  public static final class Keys implements PasswordSupplier {

    private static final AtomicInteger ASKED = new AtomicInteger();
    private static volatile String key;

    @Override
    public String get() {
      ASKED.incrementAndGet();
      return key;
    }

    @Override
    public Duration refreshInterval() {
      return Duration.ofMillis(50);
    }
  }

  @Test
  void passwordIsSuppliedAndRenewedAsLongAsTheSessionIsOpen() throws Exception {
    Keys.key = account.account().key();
    new Books(Flink.environment())
        .declare(
            Cosmos.with(account, keyspace, "books")
                .without("password")
                .and("password-supplier", Keys.class.getName())
                .and("sink.create-table", "true")
                .toString())
        .write();

    assertThat(books()).hasSize(5);
    assertThat(Keys.ASKED).hasValueGreaterThan(2);
    Await.until(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("cassandra-password-refresh")),
        Duration.ofSeconds(20),
        () -> "passwords are renewed after the end of the session");
  }

  @Tag("long")
  @Test
  void dialectPortTlsAndNameToVerifyFollowFromTheHost(@TempDir Path directory) throws Exception {
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.books (book_id text PRIMARY KEY, book_author text, book_name text, book_pub_year int, book_price double)"
                .formatted(keyspace));
    String host = account.account().host();

    Process job =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-Djdk.net.hosts.file=" + hostsFile(directory, host),
                    "-cp",
                    System.getProperty("java.class.path"),
                    BooksMain.class.getName(),
                    Cosmos.withHost(host, account, keyspace, "books").toString()))
            .inheritIO()
            .start();
    try {
      assertThat(job.waitFor(4, TimeUnit.MINUTES)).as("the job is done in time").isTrue();
      assertThat(job.exitValue()).isZero();
    } finally {
      job.destroyForcibly();
    }

    assertThat(books()).hasSize(5);
    assertThat(account.history(keyspace, "books").requests()).isGreaterThanOrEqualTo(5);
  }

  /** The whole of the names that the JVM is to know. */
  private static Path hostsFile(Path directory, String host) throws Exception {
    return Files.write(
        directory.resolve("hosts"),
        List.of(
            "127.0.0.1 localhost",
            "127.0.0.1 " + host,
            "127.0.0.1 " + InetAddress.getLocalHost().getHostName()));
  }

  private Map<String, String> books() {
    return cassandra.session().execute("SELECT * FROM " + keyspace + ".books").all().stream()
        .collect(Collectors.toMap(row -> row.getString("book_id"), CosmosBooksIT::show));
  }

  private static String show(Row book) {
    return "%s, %s, %d, %s"
        .formatted(
            book.getString("book_name"),
            book.getString("book_author"),
            book.getInt("book_pub_year"),
            book.getDouble("book_price"));
  }
}
