package io.cosmoscassandra.flink.it.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.cosmos.Behaviour;
import io.cosmoscassandra.embedded.cosmos.CosmosStandIn;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lookups in an account of Azure Cosmos DB keep to what it grants. */
class CosmosLookupIT {

  private static final int ROWS = 600;
  private static final double FEW_UNITS = 150;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();

  @Test
  void throttledLookupsFindAllRows() throws Exception {
    String keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute("CREATE TABLE %s.numbers (id int PRIMARY KEY, twice int)".formatted(keyspace));
    PreparedStatement insert =
        cassandra
            .session()
            .prepare("INSERT INTO %s.numbers (id, twice) VALUES (?, ?)".formatted(keyspace));
    IntStream.rangeClosed(1, ROWS).forEach(n -> cassandra.session().execute(insert.bind(n, 2 * n)));
    try (CosmosStandIn account =
        CosmosStandIn.inFrontOf(cassandra.contactPoint())
            .behaviour(Behaviour.USUAL.withThroughput(FEW_UNITS).withConflicts(0))
            .start()) {
      flink.run(
          "CREATE TABLE numbers (id INT, twice INT) " + Cosmos.with(account, keyspace, "numbers"));
      flink.run(
          """
          CREATE TABLE source (id INT, proc AS PROCTIME()) WITH ('connector' = 'datagen',
            'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '%d')
          """
              .formatted(ROWS));

      assertThat(
              flink.printed(
                  "SELECT s.id, twice FROM source AS s JOIN numbers FOR SYSTEM_TIME AS OF s.proc AS"
                      + " n ON s.id = n.id"))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, ROWS)
                  .mapToObj(n -> "+I[%d, %d]".formatted(n, 2 * n))
                  .toList());
      assertThat(account.history(keyspace, "numbers").units()).isGreaterThanOrEqualTo(ROWS);
    }
  }
}
