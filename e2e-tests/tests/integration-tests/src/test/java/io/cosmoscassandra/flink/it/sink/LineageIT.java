package io.cosmoscassandra.flink.it.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSink;
import io.cosmoscassandra.flink.source.CassandraSource;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.lineage.LineageDataset;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.SourceLineageVertex;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server and the table appear in the lineage of a job. */
class LineageIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @Test
  void sinkNamesServerAndTable() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment
        .fromData(1)
        .sinkTo(
            CassandraSink.<Integer>builder()
                .option(CassandraConnectorOptions.HOSTS, "two, one:9042")
                .option(CassandraConnectorOptions.KEYSPACE, "shop")
                .option(CassandraConnectorOptions.TABLE, "books")
                .option(
                    CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE,
                    DeliveryGuarantee.AT_LEAST_ONCE)
                .column("id", DataTypes.INT())
                .primaryKey("id")
                .rows(GenericRowData::of)
                .build());

    List<LineageVertex> sinks = environment.getStreamGraph().getLineageGraph().sinks();

    assertThat(sinks).hasSize(1);
    assertThat(sinks.get(0).datasets())
        .extracting(LineageDataset::namespace, LineageDataset::name)
        .containsExactly(tuple("cassandra://one:9042,two:9042", "shop.books"));
  }

  @Test
  void sourceNamesServerAndTable() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment
        .fromSource(
            CassandraSource.<Integer>builder()
                .option(CassandraConnectorOptions.HOSTS, "two, one:9042")
                .option(CassandraConnectorOptions.KEYSPACE, "shop")
                .option(CassandraConnectorOptions.TABLE, "books")
                .column("id", DataTypes.INT())
                .elements(row -> row.getInt(0), Types.INT)
                .build(),
            WatermarkStrategy.noWatermarks(),
            "books")
        .sinkTo(new DiscardingSink<>());

    List<SourceLineageVertex> sources = environment.getStreamGraph().getLineageGraph().sources();

    assertThat(sources).hasSize(1);
    assertThat(sources.get(0).boundedness()).isEqualTo(Boundedness.BOUNDED);
    assertThat(sources.get(0).datasets())
        .extracting(LineageDataset::namespace, LineageDataset::name)
        .containsExactly(tuple("cassandra://one:9042,two:9042", "shop.books"));
  }
}
