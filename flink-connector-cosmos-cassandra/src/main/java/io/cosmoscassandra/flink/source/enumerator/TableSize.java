package io.cosmoscassandra.flink.source.enumerator;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import io.cosmoscassandra.flink.schema.TableName;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The size of a table as its nodes estimate it. Each node knows the rows of its own ranges only,
 * and only those that it has written to disk.
 *
 * @param bytes the uncompressed bytes; 0 if nothing has been written to disk
 * @param partitions the number of partitions, which nodes round up generously
 */
@Internal
public record TableSize(long bytes, long partitions) {

  /** Below this, rounding may have made much of little. */
  private static final long ROUNDED_LITTLE = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(TableSize.class);

  private static final String ESTIMATES =
      "SELECT mean_partition_size, partitions_count FROM system.size_estimates"
          + " WHERE keyspace_name = ? AND table_name = ?";

  /** Asks each node of the local datacenter that is up. */
  public static TableSize of(CqlSession session, TableName table) {
    List<Node> nodes =
        session.getMetadata().getNodes().values().stream()
            .filter(node -> node.getState() == NodeState.UP)
            .toList();
    double bytes = 0;
    long partitions = 0;
    int answered = 0;
    for (Node node : nodes) {
      try {
        for (Row row : session.execute(estimatesAt(node, table))) {
          bytes += (double) row.getLong(0) * row.getLong(1);
          partitions += row.getLong(1);
        }
        answered++;
      } catch (RuntimeException e) {
        LOG.warn(
            "Node {} does not tell the size of table {}; the other nodes' sizes stand for it",
            node,
            table,
            e);
      }
    }
    if (answered == 0) {
      return new TableSize(0, 0);
    }
    double all = (double) nodes.size() / answered;
    return new TableSize((long) (bytes * all), (long) (partitions * all));
  }

  /** The number of partitions; empty if the nodes do not know it well enough. */
  public OptionalLong knownPartitions() {
    return partitions < ROUNDED_LITTLE ? OptionalLong.empty() : OptionalLong.of(partitions);
  }

  private static SimpleStatement estimatesAt(Node node, TableName table) {
    return SimpleStatement.newInstance(ESTIMATES, table.keyspace(), table.table()).setNode(node);
  }
}
