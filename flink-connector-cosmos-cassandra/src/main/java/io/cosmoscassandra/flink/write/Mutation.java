package io.cosmoscassandra.flink.write;

import java.util.Arrays;
import org.apache.flink.annotation.Internal;

/**
 * Write of one row, in the form in which every delivery guarantee sends it to the target table.
 *
 * <p>The cells have the format of the native protocol and the order of the target's columns: a
 * length and the value's bytes, {@link Cells#NULL} for null, {@link Cells#UNSET} for a column that
 * is not written. A row is therefore encoded once, and then copied into chunks and requests as it
 * is.
 */
@Internal
public sealed interface Mutation permits Upsert, Increment, Delete {

  /** Time to live of a mutation that has none of its own. */
  int NO_TTL = -1;

  /** Write time of a mutation that has none of its own. */
  long NO_WRITETIME = Long.MIN_VALUE;

  /** The cells, beginning with those of the primary key. */
  byte[] cells();

  /** Number of bytes, from the first on, that the cells of the primary key take. */
  int keyLength();

  /** The seconds after which the row expires, or {@link #NO_TTL}; 0 means never. */
  int ttl();

  /** The write time, in microseconds, that the row brings, or {@link #NO_WRITETIME}. */
  long writetime();

  /**
   * Whether nothing of an earlier mutation of the same key would be left once this one is applied,
   * provided that a delete takes the whole row; see {@link DeleteScope#replaces}.
   *
   * <p>A mutation with a time to live or a write time of its own never replaces and is never
   * replaced: the database decides later what is left of such a row.
   */
  boolean replaces(Mutation earlier);

  /** The key that identifies the row in the database. */
  default MutationKey key() {
    return new MutationKey(cells(), keyLength());
  }

  /** A hash of the primary key. */
  default int keyHash() {
    return Cells.hash(cells(), keyLength());
  }

  /** Whether both write the same row. */
  default boolean isOfSameRow(Mutation other) {
    return Arrays.equals(cells(), 0, keyLength(), other.cells(), 0, other.keyLength());
  }

  /** Whether the database, not the order of arrival, decides what is left of this row. */
  default boolean hasOwnTimes() {
    return ttl() != NO_TTL || writetime() != NO_WRITETIME;
  }

  /** The size of this mutation in bytes. */
  default int size() {
    return cells().length;
  }
}
