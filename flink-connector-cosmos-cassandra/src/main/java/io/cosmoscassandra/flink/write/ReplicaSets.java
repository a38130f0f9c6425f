package io.cosmoscassandra.flink.write;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import io.cosmoscassandra.flink.schema.MappedTable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.annotation.Nullable;

/**
 * Finds the nodes that store a mutation's partition. Rows of one partition often follow each other,
 * so the latest result is kept as long as the driver's view of the ring stays the same.
 *
 * <p>Belongs to one applier, whose lock guards it.
 */
final class ReplicaSets {

  private final Supplier<Optional<TokenMap>> ring;
  private final CqlIdentifier keyspace;
  private final int partitionColumns;
  private final GroupingKeys byPartition;

  @Nullable private TokenMap latestRing;
  @Nullable private byte[] latestCells;
  private int latestLength;
  private Object latestKey = Set.of();

  ReplicaSets(Supplier<Optional<TokenMap>> ring, MappedTable table) {
    this.ring = ring;
    this.keyspace = CqlIdentifier.fromInternal(table.name().keyspace());
    this.partitionColumns = table.partitionKeyLength();
    this.byPartition = GroupingKeys.byPartition(partitionColumns);
  }

  /** The replicas, or the partition while the driver does not know its replicas. */
  Object of(Mutation mutation) {
    byte[] cells = mutation.cells();
    int length = Cells.lengthOf(cells, partitionColumns);
    TokenMap tokens = ring.get().orElse(null);
    boolean known =
        latestCells != null
            && tokens == latestRing
            && Arrays.equals(cells, 0, length, latestCells, 0, latestLength);
    if (!known) {
      latestKey = tokens == null ? byPartition.of(mutation) : replicas(tokens, mutation);
      latestRing = tokens;
      latestCells = cells;
      latestLength = length;
    }
    return latestKey;
  }

  private Object replicas(TokenMap tokens, Mutation mutation) {
    Set<Node> replicas =
        tokens.getReplicas(keyspace, tokens.newToken(partitionKey(mutation.cells())));
    return replicas.isEmpty() ? byPartition.of(mutation) : replicas;
  }

  private ByteBuffer[] partitionKey(byte[] cells) {
    ByteBuffer[] key = new ByteBuffer[partitionColumns];
    int offset = 0;
    for (int i = 0; i < partitionColumns; i++) {
      key[i] = ByteBuffer.wrap(cells, offset + Cells.LENGTH_BYTES, Cells.lengthAt(cells, offset));
      offset = Cells.next(cells, offset);
    }
    return key;
  }
}
