package io.cosmoscassandra.flink.it.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.options.SinkDistribution;
import io.cosmoscassandra.flink.sink.CassandraSink;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of one key, which one subtask emits, are written by several. */
class DistributionIT {

  private static final int ROWS = 3_000;
  private static final int PARTITIONS = 3;
  private static final int KEYS = 7;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @ParameterizedTest
  @EnumSource(
      value = SinkDistribution.class,
      names = {"PRIMARY_KEY", "PARTITION_KEY"})
  void rowsOfAKeyKeepTheirOrder(SinkDistribution distribution) throws Exception {
    String keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.numbers (part int, key int, number bigint, PRIMARY KEY (part, key))"
                .formatted(keyspace));
    StreamExecutionEnvironment environment = Flink.environment();
    environment
        .fromSource(
            new NumberSequenceSource(0, ROWS - 1), WatermarkStrategy.noWatermarks(), "numbers")
        .setParallelism(1)
        .sinkTo(
            CassandraSink.<Long>builder()
                .option(
                    CassandraConnectorOptions.HOSTS,
                    cassandra.contactPoint().getHostString()
                        + ":"
                        + cassandra.contactPoint().getPort())
                .option(CassandraConnectorOptions.KEYSPACE, keyspace)
                .option(CassandraConnectorOptions.TABLE, "numbers")
                .option(CassandraConnectorOptions.SINK_DISTRIBUTION, distribution)
                .column("part", DataTypes.INT())
                .column("key", DataTypes.INT())
                .column("number", DataTypes.BIGINT())
                .primaryKey("part", "key")
                .rows(n -> GenericRowData.of((int) (n % PARTITIONS), (int) (n % KEYS), n))
                .build())
        .setParallelism(4);
    environment.execute();

    assertThat(
            cassandra
                .session()
                .execute("SELECT part, key, number FROM %s.numbers".formatted(keyspace))
                .all())
        .hasSize(PARTITIONS * KEYS)
        .allSatisfy(
            row ->
                assertThat(row.getLong("number")).as("the last of its key").isEqualTo(last(row)));
  }

  private static long last(Row row) {
    return IntStream.range(0, ROWS)
        .filter(n -> n % PARTITIONS == row.getInt("part") && n % KEYS == row.getInt("key"))
        .max()
        .orElseThrow();
  }
}
