package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.read.KeyTokens;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.connector.source.abilities.SupportsLookupCustomShuffle.InputDataPartitioner;
import org.apache.flink.table.data.RowData;

/**
 * Sends the keys of each range of tokens to one subtask, so that no two subtasks look up the same
 * key. Loaded only where Flink has the interface.
 */
@Internal
public final class TokenPartitioner implements InputDataPartitioner {

  private static final long serialVersionUID = 1L;

  private final KeyTokens tokens;

  public TokenPartitioner(KeyTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public int partition(RowData joinKeys, int numPartitions) {
    OptionalLong token = tokens.of(joinKeys);
    return token.isPresent()
        ? rangeOf(token.getAsLong(), numPartitions)
        : Math.floorMod(joinKeys.hashCode(), numPartitions);
  }

  /** The range that a token lies in, of ranges of equal size in the order of the ring. */
  static int rangeOf(long token, int ranges) {
    long place = token - Long.MIN_VALUE;
    // The upper half of the product of two numbers without a sign.
    return (int) (Math.multiplyHigh(place, ranges) + ((place >> (Long.SIZE - 1)) & ranges));
  }
}
