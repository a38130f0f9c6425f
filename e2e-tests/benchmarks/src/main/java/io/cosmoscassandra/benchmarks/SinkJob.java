package io.cosmoscassandra.benchmarks;

import io.cosmoscassandra.flink.config.CassandraConnectorOptions;
import io.cosmoscassandra.flink.mutation.BatchGrouping;
import io.cosmoscassandra.flink.sink.CassandraSink;
import java.net.InetSocketAddress;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;

/** The connector, in a Flink job of one subtask. */
final class SinkJob implements Contender {

  private static final RowType ROW =
      RowType.of(
          new LogicalType[] {
            new BigIntType(false),
            new BigIntType(false),
            new IntType(),
            new DoubleType(),
            new TimestampType(3),
            VarCharType.STRING_TYPE
          },
          new String[] {"p", "c", "i", "d", "at", "t"});

  private final InetSocketAddress contactPoint;
  private final DeliveryGuarantee guarantee;
  private final BatchGrouping grouping;

  SinkJob(InetSocketAddress contactPoint, DeliveryGuarantee guarantee, BatchGrouping grouping) {
    this.contactPoint = contactPoint;
    this.guarantee = guarantee;
    this.grouping = grouping;
  }

  @Override
  public String name() {
    return "sink, %s, %s".formatted(guarantee, grouping);
  }

  @Override
  public void write(Scenario scenario, long rows) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
    environment.getConfig().enableObjectReuse();
    environment.enableCheckpointing(2_000);
    DataGeneratorSource<RowData> source =
        new DataGeneratorSource<>(i -> row(scenario, i), rows, InternalTypeInfo.of(ROW));
    environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "rows")
        .sinkTo(
            CassandraSink.<RowData>builder()
                .option(
                    CassandraConnectorOptions.HOSTS,
                    contactPoint.getHostString() + ":" + contactPoint.getPort())
                .option(CassandraConnectorOptions.KEYSPACE, Rows.KEYSPACE)
                .option(CassandraConnectorOptions.TABLE, Rows.TABLE)
                .option(CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE, guarantee)
                .option(CassandraConnectorOptions.SINK_BATCH_GROUPING, grouping)
                .column("p", DataTypes.BIGINT().notNull())
                .column("c", DataTypes.BIGINT().notNull())
                .column("i", DataTypes.INT())
                .column("d", DataTypes.DOUBLE())
                .column("at", DataTypes.TIMESTAMP(3))
                .column("t", DataTypes.STRING())
                .primaryKey("p", "c")
                .insertOnly()
                .rows(row -> row)
                .build());
    environment.execute();
  }

  private static RowData row(Scenario scenario, long index) {
    return GenericRowData.of(
        scenario.partition(index),
        index,
        (int) index,
        index / 3.0,
        TimestampData.fromEpochMillis(index),
        StringData.fromString(Rows.text(index)));
  }
}
