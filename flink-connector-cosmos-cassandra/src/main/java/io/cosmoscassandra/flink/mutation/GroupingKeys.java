package io.cosmoscassandra.flink.mutation;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import io.cosmoscassandra.flink.type.TargetTable;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/** Tells which mutations may share a request: those with equal keys. */
@FunctionalInterface
@Internal
public interface GroupingKeys {

  Object of(Mutation mutation);

  /** Mutations of one partition belong together. */
  static GroupingKeys byPartition(int partitionColumns) {
    return mutation ->
        new MutationKey(mutation.cells(), Cells.lengthOf(mutation.cells(), partitionColumns));
  }

  /**
   * Mutations whose partitions live on the same nodes belong together. As long as the driver does
   * not know where a partition lives, it is the partition that counts.
   */
  static GroupingKeys byReplicas(CqlSession session, TargetTable table) {
    CqlIdentifier keyspace = CqlIdentifier.fromInternal(table.keyspace());
    int partitionColumns = table.partitionKeyLength();
    GroupingKeys byPartition = byPartition(partitionColumns);
    return mutation -> {
      Optional<TokenMap> tokens = session.getMetadata().getTokenMap();
      if (tokens.isEmpty()) {
        return byPartition.of(mutation);
      }
      ByteBuffer[] partition = partitionKey(mutation.cells(), partitionColumns);
      Set<Node> replicas = tokens.get().getReplicas(keyspace, tokens.get().newToken(partition));
      return replicas.isEmpty() ? byPartition.of(mutation) : replicas;
    };
  }

  private static ByteBuffer[] partitionKey(byte[] cells, int columns) {
    ByteBuffer[] key = new ByteBuffer[columns];
    int offset = 0;
    for (int i = 0; i < columns; i++) {
      key[i] = ByteBuffer.wrap(cells, offset + Cells.LENGTH_BYTES, Cells.lengthAt(cells, offset));
      offset = Cells.next(cells, offset);
    }
    return key;
  }
}
