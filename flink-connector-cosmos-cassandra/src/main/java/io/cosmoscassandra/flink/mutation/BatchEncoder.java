package io.cosmoscassandra.flink.mutation;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import io.cosmoscassandra.flink.client.EncodedRows;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;

/** Writes the rows of a batch one after the other, as the native protocol has them. */
final class BatchEncoder {

  /** Says that a statement of a batch is named by its prepared id. */
  private static final byte PREPARED = 1;

  private static final int TIMESTAMP_BYTES = Cells.LENGTH_BYTES + Long.BYTES;
  private static final int TTL_BYTES = Cells.LENGTH_BYTES + Integer.BYTES;

  private final byte[] upsert;
  @Nullable private final byte[] delete;
  private final CqlTarget.Shape shape;
  private final MicroClock clock;

  /**
   * An encoder of batches of these statements.
   *
   * @param delete null if no row is ever deleted
   */
  static BatchEncoder of(
      PreparedStatement upsert,
      @Nullable PreparedStatement delete,
      CqlTarget.Shape shape,
      MicroClock clock) {
    return new BatchEncoder(head(upsert), delete == null ? null : head(delete), shape, clock);
  }

  BatchEncoder(byte[] upsert, @Nullable byte[] delete, CqlTarget.Shape shape, MicroClock clock) {
    this.upsert = upsert;
    this.delete = delete;
    this.shape = shape;
    this.clock = clock;
  }

  private static byte[] head(PreparedStatement statement) {
    ByteBuffer id = statement.getId().duplicate();
    byte[] bytes = new byte[id.remaining()];
    id.get(bytes);
    return head(bytes, statement.getVariableDefinitions().size());
  }

  /** What every row of a statement begins with. */
  static byte[] head(byte[] preparedId, int markers) {
    return ByteBuffer.allocate(Byte.BYTES + Short.BYTES + preparedId.length + Short.BYTES)
        .put(PREPARED)
        .putShort((short) preparedId.length)
        .put(preparedId)
        .putShort((short) markers)
        .array();
  }

  EncodedRows encode(List<Write> writes) {
    int most =
        Math.max(upsert.length, delete == null ? 0 : delete.length) + TIMESTAMP_BYTES + TTL_BYTES;
    int size = writes.size() * most;
    for (Write write : writes) {
      size += write.mutation().size();
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (Write write : writes) {
      put(write, out);
    }
    return new EncodedRows(out.array(), out.position(), writes.size());
  }

  private void put(Write write, ByteBuffer out) {
    byte[] cells = write.mutation().cells();
    if (write.mutation() instanceof Upsert) {
      out.put(upsert).put(cells);
      putTimestamp(write, out);
      if (shape.expires()) {
        putTtl(write, out);
      }
    } else {
      // Without a statement the request would be a broken one: better none at all.
      out.put(Objects.requireNonNull(delete));
      putTimestamp(write, out);
      out.put(cells);
    }
  }

  private static void putTimestamp(Write write, ByteBuffer out) {
    out.putInt(Long.BYTES).putLong(write.timestamp());
  }

  private void putTtl(Write write, ByteBuffer out) {
    int ttl = write.remainingTtl(shape.defaultTtl(), clock.micros());
    if (ttl == Mutation.NO_TTL) {
      out.putInt(Cells.UNSET);
    } else {
      out.putInt(Integer.BYTES).putInt(ttl);
    }
  }
}
