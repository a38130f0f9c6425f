package io.cosmoscassandra.flink.write;

import java.util.Arrays;
import org.apache.flink.annotation.Internal;

/** Encoded primary key of a row; equal keys mean the same row of the database. */
@Internal
public final class MutationKey {

  private final byte[] cells;
  private final int length;
  private final int hash;

  MutationKey(byte[] cells, int length) {
    this.cells = cells;
    this.length = length;
    this.hash = Cells.hash(cells, length);
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
}
