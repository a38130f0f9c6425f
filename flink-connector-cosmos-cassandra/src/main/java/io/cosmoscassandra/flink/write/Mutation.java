package io.cosmoscassandra.flink.write;

import java.util.Arrays;
import org.apache.flink.annotation.Internal;

/**
 * One row's write as the target table will get it, whatever the delivery guarantee.
 *
 * <p>The cells are kept as the native protocol has them, one after the other in the order of the
 * target's columns: a length and the bytes, {@link Cells#NULL} for null, {@link Cells#UNSET} for a
 * column that is left alone. So a row is encoded once, on its way in, and is copied as it is into a
 * chunk and into a statement.
 */
@Internal
public sealed interface Mutation permits Upsert, Increment, Delete {

  /** Says that a mutation has no time to live of its own. */
  int NO_TTL = -1;

  /** Says that a mutation has no write time of its own. */
  long NO_WRITETIME = Long.MIN_VALUE;

  /** The cells, those of the primary key first. */
  byte[] cells();

  /** How many bytes of the cells, from the first on, are the primary key. */
  int keyLength();

  /** The seconds after which the row expires, or {@link #NO_TTL}; 0 means never. */
  int ttl();

  /** The microseconds that the row itself wants to be written with, or {@link #NO_WRITETIME}. */
  long writetime();

  /**
   * Whether nothing of an earlier mutation of the same key would be left once this one is applied,
   * so that the earlier one need not be applied at all.
   *
   * <p>A mutation with a time to live or a write time of its own never replaces and is never
   * replaced: what is left of such a row is decided by the database, later.
   */
  boolean replaces(Mutation earlier);

  /** What the row is known by in the database. */
  default MutationKey key() {
    return new MutationKey(cells(), keyLength());
  }

  /** A hash of the primary key. */
  default int keyHash() {
    return Cells.hash(cells(), keyLength());
  }

  /** Whether both are about one row. */
  default boolean isOfSameRow(Mutation other) {
    return Arrays.equals(cells(), 0, keyLength(), other.cells(), 0, other.keyLength());
  }

  /** Whether the database, not the order of arrival, decides what is left of this row. */
  default boolean hasOwnTimes() {
    return ttl() != NO_TTL || writetime() != NO_WRITETIME;
  }

  /** The bytes that this mutation holds. */
  default int size() {
    return cells().length;
  }
}
