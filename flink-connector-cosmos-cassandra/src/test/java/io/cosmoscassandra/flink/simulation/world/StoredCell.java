package io.cosmoscassandra.flink.simulation.world;

import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * A cell as Cassandra stores it.
 *
 * @param value the value, or null for a tombstone
 * @param expiry the second at which it expires (for a tombstone: of the deletion), or {@link
 *     #NEVER}
 */
@SuppressWarnings("ArrayRecordComponent") // cells are never compared as records
public record StoredCell(@Nullable byte[] value, long timestamp, long expiry) {

  /** The expiry of a cell without a TTL. */
  public static final long NEVER = Long.MAX_VALUE;

  boolean isLive(long nowSeconds) {
    return value != null && expiry > nowSeconds;
  }

  /** The cell that survives two writes, in whichever order they arrive. */
  static StoredCell reconcile(@Nullable StoredCell left, StoredCell right) {
    if (left == null) {
      return right;
    }
    if (left.timestamp != right.timestamp) {
      return left.timestamp > right.timestamp ? left : right;
    }
    if (left.vanishes() != right.vanishes()) {
      return left.vanishes() ? left : right;
    }
    if ((left.value == null) != (right.value == null)) {
      return left.value == null ? left : right;
    }
    if (left.expiry != right.expiry) {
      return left.expiry > right.expiry ? left : right;
    }
    return left.value == null || Arrays.compareUnsigned(left.value, right.value) >= 0
        ? left
        : right;
  }

  /** Tombstones, and cells that will become one, win against cells without a TTL. */
  private boolean vanishes() {
    return expiry != NEVER;
  }
}
