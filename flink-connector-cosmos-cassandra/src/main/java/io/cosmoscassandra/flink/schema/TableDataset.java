package io.cosmoscassandra.flink.schema;

import io.cosmoscassandra.flink.client.ClusterAddress;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.lineage.LineageDataset;
import org.apache.flink.streaming.api.lineage.LineageDatasetFacet;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.SourceLineageVertex;

/**
 * A table as it appears in the lineage of a job.
 *
 * @param name the table
 * @param namespace the server: its contact points, the same in whatever order and letters they are
 *     given, or the name of its secure connect bundle
 */
@Internal
public record TableDataset(String name, String namespace) implements LineageDataset {

  /** The table of a connection. */
  public static TableDataset of(ConnectionSettings connection, TableName table) {
    return new TableDataset(table.unquoted(), "cassandra://" + server(connection.cluster()));
  }

  private static String server(ClusterAddress cluster) {
    if (cluster.secureConnectBundle() != null) {
      // Without its folder, which may be another on each machine.
      return String.valueOf(Path.of(cluster.secureConnectBundle()).getFileName());
    }
    return cluster.hosts().stream()
        .map(host -> host.toString().toLowerCase(Locale.ROOT))
        .sorted()
        .collect(Collectors.joining(","));
  }

  /** The vertex of a sink that writes the table. */
  public LineageVertex asSink() {
    return () -> List.of(this);
  }

  /** The vertex of a source that reads the table once. */
  public SourceLineageVertex asSource() {
    return new SourceLineageVertex() {
      @Override
      public Boundedness boundedness() {
        return Boundedness.BOUNDED;
      }

      @Override
      public List<LineageDataset> datasets() {
        return List.of(TableDataset.this);
      }
    };
  }

  @Override
  public Map<String, LineageDatasetFacet> facets() {
    return Map.of();
  }
}
