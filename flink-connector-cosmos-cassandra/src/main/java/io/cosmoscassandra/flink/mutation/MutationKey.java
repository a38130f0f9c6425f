package io.cosmoscassandra.flink.mutation;

import java.util.Arrays;
import org.apache.flink.annotation.Internal;

/** The encoded primary key of a row: equal exactly if the rows are the same in the database. */
@Internal
public final class MutationKey {

  private final byte[] cells;
  private final int length;
  private final int hash;

  MutationKey(byte[] cells, int length) {
    this.cells = cells;
    this.length = length;
    this.hash = hash(cells, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MutationKey that
        && hash == that.hash
        && Arrays.equals(cells, 0, length, that.cells, 0, that.length);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  private static int hash(byte[] cells, int length) {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + cells[i];
    }
    // The low bits of a sum of products say little about the first bytes; HashMap uses those bits.
    return hash * 0x9E3779B9;
  }
}
