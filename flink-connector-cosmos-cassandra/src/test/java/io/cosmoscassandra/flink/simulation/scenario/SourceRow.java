package io.cosmoscassandra.flink.simulation.scenario;

import io.cosmoscassandra.flink.write.Cells;
import io.cosmoscassandra.flink.write.Delete;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Upsert;
import java.nio.ByteBuffer;

/**
 * A change in the input, which a source delivers identically each time it is read.
 *
 * @param sink the number of the sink that writes it
 * @param partition the partition that holds it; all changes of a key are in one partition, unless
 *     keys are shared
 * @param position its place in the partition
 * @param set the columns of the sink that it sets, as bits
 * @param nulls the columns that it sets to null, as bits
 * @param ttl its own TTL, or {@link Mutation#NO_TTL}
 */
public record SourceRow(
    int sink, int partition, int position, int key, boolean delete, int set, int nulls, int ttl) {

  /** Number of columns that a sink writes, beside the key. */
  public static final int COLUMNS = 2;

  private static final int KEY_BYTES = 2 * Integer.BYTES;

  public boolean sets(int column) {
    return (set & (1 << column)) != 0;
  }

  public boolean setsToNull(int column) {
    return (nulls & (1 << column)) != 0;
  }

  /**
   * The change as a mutation.
   *
   * @param id the value of its cells, by which they are recognized
   */
  public Mutation mutation(long id) {
    ByteBuffer cells = ByteBuffer.allocate(KEY_BYTES + COLUMNS * (Integer.BYTES + Long.BYTES));
    cells.putInt(Integer.BYTES).putInt(key);
    if (!delete) {
      for (int column = 0; column < COLUMNS; column++) {
        if (!sets(column)) {
          cells.putInt(Cells.UNSET);
        } else if (setsToNull(column)) {
          cells.putInt(Cells.NULL);
        } else {
          cells.putInt(Long.BYTES).putLong(id);
        }
      }
    }
    byte[] bytes = new byte[cells.position()];
    cells.flip().get(bytes);
    return delete
        ? new Delete(bytes, Mutation.NO_WRITETIME)
        : new Upsert(bytes, KEY_BYTES, ttl, Mutation.NO_WRITETIME);
  }
}
