package io.cosmoscassandra.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.CqlVector;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.Tls;
import io.cosmoscassandra.embedded.TlsFiles;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One script and one jar, on every version of Flink: through TLS, with a login, into columns whose
 * types want much of the driver.
 */
class SqlScriptIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @RegisterExtension
  static final CassandraExtension cassandra =
      CassandraExtension.singleNode().withTls(Tls.SERVER).withPasswordAuthentication();

  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute("CREATE TYPE %s.address (street text, number int)".formatted(keyspace));
    cassandra
        .session()
        .execute(
            """
            CREATE TABLE %s.all_sorts (
              id bigint PRIMARY KEY, name text, price decimal, bytes_ blob, day_ date, at_ timestamp,
              tags frozen<list<text>>, counts map<text, int>, address frozen<address>,
              embedding vector<float, 3>)
            """
                .formatted(keyspace));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.3.0", "1.20.3"})
  void runsWithTheJarInLib(String version) throws IOException {
    runWithTheJarInLib(version);
  }

  @Tag("long")
  @Test
  void runsWithTheJarInLibOnTheFirstVersionWithoutDeprecatedInterfaces() throws IOException {
    runWithTheJarInLib("2.0.0");
  }

  private void runWithTheJarInLib(String version) throws IOException {
    try (FlinkCluster flink =
        Clusters.forTest(getClass(), version).taskManagers(1).lib(Jars.sqlConnector()).start()) {
      Submission.of(flink, script()).awaitEnd(PATIENCE);
    }
    tableHoldsAll();
  }

  @Test
  void runsWithTheJarAddedInTheScript() throws IOException {
    runWithTheJarAdded(System.getProperty("flink.version"));
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "1.20.3"})
  void runsWithTheJarAddedInTheScriptOnOlderVersions(String version) throws IOException {
    runWithTheJarAdded(version);
  }

  private void runWithTheJarAdded(String version) throws IOException {
    try (FlinkCluster flink = Clusters.forTest(getClass(), version).taskManagers(1).start()) {
      String addJar = "ADD JAR '%s';%n".formatted(Jars.sqlConnector());
      Submission.of(flink, addJar + script()).awaitEnd(PATIENCE);
    }
    tableHoldsAll();
  }

  private String script() throws IOException {
    InetSocketAddress node = cassandra.contactPoint();
    TlsFiles files = TlsFiles.ofThisJvm();
    try (InputStream resource = getClass().getResourceAsStream("/all-sorts.sql")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${hosts}", node.getHostString() + ":" + node.getPort())
          .replace("${keyspace}", keyspace)
          .replace("${username}", CassandraNode.USERNAME)
          .replace("${password}", CassandraNode.PASSWORD)
          .replace("${truststore}", files.truststorePkcs12().toString())
          .replace("${truststore.password}", files.password());
    }
  }

  private void tableHoldsAll() {
    List<Row> rows =
        cassandra.session().execute("SELECT * FROM %s.all_sorts".formatted(keyspace)).all();
    assertThat(rows).hasSize(1_000);
    for (Row row : rows) {
      long id = row.getLong("id");
      assertThat(row.getString("name")).isEqualTo("name " + id);
      assertThat(row.getBigDecimal("price"))
          .isEqualByComparingTo(BigDecimal.valueOf(id).divide(BigDecimal.valueOf(4)));
      assertThat(StandardCharsets.UTF_8.decode(row.getByteBuffer("bytes_")).toString())
          .isEqualTo("bytes");
      assertThat(row.getLocalDate("day_")).isEqualTo(LocalDate.of(2024, 2, 29));
      assertThat(row.getInstant("at_")).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L + id));
      assertThat(row.getList("tags", String.class)).containsExactly("a", "b");
      assertThat(row.getMap("counts", String.class, Integer.class)).isEqualTo(Map.of("one", 1));
      assertThat(row.getUdtValue("address").getString("street")).isEqualTo("Main Street");
      assertThat(row.getUdtValue("address").getInt("number")).isEqualTo((int) id);
      assertThat(row.getVector("embedding", Float.class))
          .isEqualTo(CqlVector.newInstance(0.5f, (float) id, -1f));
    }
  }
}
