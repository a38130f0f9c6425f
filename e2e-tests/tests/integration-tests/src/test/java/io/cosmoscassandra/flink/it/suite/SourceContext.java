package io.cosmoscassandra.flink.it.suite;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.source.CassandraSource;
import java.net.URL;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.external.ExternalSystemSplitDataWriter;
import org.apache.flink.connector.testframe.external.source.DataStreamSourceExternalContext;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;
import org.apache.flink.table.api.DataTypes;

/**
 * Gives each case of the suite a table, in which each of its splits is a partition: the suite
 * expects the rows of a split in their order.
 */
final class SourceContext implements DataStreamSourceExternalContext<String> {

  private static final int RECORDS = 100;

  private final CassandraExtension cassandra;
  private final String keyspace;
  private int writers;

  SourceContext(CassandraExtension cassandra) {
    this.cassandra = cassandra;
    this.keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute(
            "CREATE TABLE %s.records (split int, n int, record text, PRIMARY KEY (split, n))"
                .formatted(keyspace));
  }

  @Override
  public Source<String, ?, ?> createSource(TestingSourceSettings settings) {
    if (settings.getBoundedness() == Boundedness.CONTINUOUS_UNBOUNDED) {
      throw new UnsupportedOperationException("a table is read once, from end to end");
    }
    return CassandraSource.<String>builder()
        .option(CassandraConnectorOptions.HOSTS, Flink.address(cassandra.contactPoint()))
        .option(CassandraConnectorOptions.KEYSPACE, keyspace)
        .option(CassandraConnectorOptions.TABLE, "records")
        .column("record", DataTypes.STRING())
        .elements(row -> row.getString(0).toString(), Types.STRING)
        .build();
  }

  @Override
  public ExternalSystemSplitDataWriter<String> createSourceSplitDataWriter(
      TestingSourceSettings settings) {
    return new PartitionWriter(writers++);
  }

  @Override
  public List<String> generateTestData(TestingSourceSettings settings, int split, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, RECORDS)
        .mapToObj(i -> "%d-%d-%d".formatted(split, i, random.nextLong()))
        .toList();
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

  /** Writes rows into one partition, in ascending order. */
  private final class PartitionWriter implements ExternalSystemSplitDataWriter<String> {

    private final int split;
    private int written;

    PartitionWriter(int split) {
      this.split = split;
    }

    @Override
    public void writeRecords(List<String> records) {
      CqlSession session = cassandra.session();
      PreparedStatement insert =
          session.prepare(
              "INSERT INTO %s.records (split, n, record) VALUES (?, ?, ?)".formatted(keyspace));
      records.forEach(record -> session.execute(insert.bind(split, written++, record)));
    }

    @Override
    public void close() {}
  }
}
