package io.cosmoscassandra.flink.it.suite;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSink;
import java.net.URL;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.testframe.external.ExternalSystemDataReader;
import org.apache.flink.connector.testframe.external.sink.DataStreamSinkV2ExternalContext;
import org.apache.flink.connector.testframe.external.sink.TestingSinkSettings;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;

/**
 * Gives each case of the suite a table in which no write hides another: the key has a random part
 * that each call of the mapper draws.
 */
final class SinkContext implements DataStreamSinkV2ExternalContext<String> {

  private static final int RECORDS = 200;

  private final CassandraExtension cassandra;
  private final String keyspace;

  SinkContext(CassandraExtension cassandra) {
    this.cassandra = cassandra;
    this.keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.records (record text, write text, PRIMARY KEY (record, write))"
                .formatted(keyspace));
  }

  @Override
  public Sink<String> createSink(TestingSinkSettings settings) {
    return CassandraSink.<String>builder()
        .option(CassandraConnectorOptions.HOSTS, Flink.address(cassandra.contactPoint()))
        .option(CassandraConnectorOptions.KEYSPACE, keyspace)
        .option(CassandraConnectorOptions.TABLE, "records")
        .option(CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE, guarantee(settings))
        .column("record", DataTypes.STRING())
        .column("write", DataTypes.STRING())
        .primaryKey("record", "write")
        .rows(
            record ->
                GenericRowData.of(
                    StringData.fromString(record),
                    StringData.fromString(UUID.randomUUID().toString())))
        .build();
  }

  /** The settings have only the deprecated type, whose constants have the same names. */
  @SuppressWarnings("deprecation")
  private static DeliveryGuarantee guarantee(TestingSinkSettings settings) {
    return DeliveryGuarantee.valueOf(settings.getCheckpointingMode().name());
  }

  @Override
  public ExternalSystemDataReader<String> createSinkDataReader(TestingSinkSettings settings) {
    return new WrittenRecords();
  }

  @Override
  public List<String> generateTestData(TestingSinkSettings settings, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, RECORDS).mapToObj(i -> i + "-" + random.nextLong()).toList();
  }

  @Override
  public List<URL> getConnectorJarPaths() {
    return List.of();
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return Types.STRING;
  }

  /** The keyspace goes with the node. */
  @Override
  public void close() {}

  @Override
  public String toString() {
    return "table %s.records".formatted(keyspace);
  }

  /** Reads the rows that were not there when it was asked last. */
  private final class WrittenRecords implements ExternalSystemDataReader<String> {

    private final Set<String> known = new HashSet<>();

    @Override
    public List<String> poll(Duration timeout) {
      List<Row> rows =
          cassandra
              .session()
              .execute("SELECT record, write FROM %s.records".formatted(keyspace))
              .all();
      return rows.stream()
          .filter(row -> known.add(row.getString("write")))
          .map(row -> row.getString("record"))
          .toList();
    }

    @Override
    public void close() {}
  }
}
