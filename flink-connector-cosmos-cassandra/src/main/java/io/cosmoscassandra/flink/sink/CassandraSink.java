package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.client.HostAndPort;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.lineage.LineageDataset;
import org.apache.flink.streaming.api.lineage.LineageDatasetFacet;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;

/**
 * Writes a stream into a table of Apache Cassandra or of Azure Cosmos DB for Apache Cassandra.
 *
 * <pre>{@code
 * stream.sinkTo(
 *     CassandraSink.<Order>builder()
 *         .option(CassandraConnectorOptions.HOSTS, "localhost:9042")
 *         .option(CassandraConnectorOptions.KEYSPACE, "shop")
 *         .option(CassandraConnectorOptions.TABLE, "orders")
 *         .column("id", DataTypes.BIGINT())
 *         .column("customer", DataTypes.STRING())
 *         .primaryKey("id")
 *         .rows(order -> GenericRowData.of(order.id, StringData.fromString(order.customer)))
 *         .build());
 * }</pre>
 *
 * @param <T> the elements of the stream
 */
@PublicEvolving
public final class CassandraSink<T> implements Sink<T>, LineageVertexProvider {

  private final SinkSettings settings;
  private final RowMapper<T> mapper;

  @Internal
  public CassandraSink(SinkSettings settings, RowMapper<T> mapper) {
    this.settings = settings;
    this.mapper = mapper;
  }

  /** Begins the description of a sink for elements of any type. */
  public static <T> CassandraSinkBuilder<T> builder() {
    return new CassandraSinkBuilder<>();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    boolean restored = context.getRestoredCheckpointId().isPresent();
    OpenTable table =
        SinkStart.attempt(restored, () -> OpenTable.open(settings, context.getTaskInfo()));
    try {
      return new DirectWriter<>(
          mapper,
          table,
          settings.writing().onRowError(),
          settings.guarantee() != DeliveryGuarantee.NONE,
          new SinkMetrics(context.metricGroup()));
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  /** The table that is written, for tools that follow data from system to system. */
  @Override
  public LineageVertex getLineageVertex() {
    LineageDataset dataset = new TableDataset(settings);
    return () -> List.of(dataset);
  }

  private record TableDataset(String name, String namespace) implements LineageDataset {

    TableDataset(SinkSettings settings) {
      this(
          settings.declaration().keyspace() + "." + settings.declaration().table(),
          "cassandra://"
              + settings.connection().hosts().stream()
                  .map(HostAndPort::toString)
                  .collect(Collectors.joining(",")));
    }

    @Override
    public Map<String, LineageDatasetFacet> facets() {
      return Map.of();
    }
  }
}
