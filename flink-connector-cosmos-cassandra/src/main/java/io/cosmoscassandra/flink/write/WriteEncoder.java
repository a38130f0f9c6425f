package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.client.driver.EncodedRows;
import io.cosmoscassandra.flink.time.MicroClock;
import java.nio.ByteBuffer;
import java.util.List;

/** Concatenates the rows of a request in the format of the native protocol. */
final class WriteEncoder {

  private static final int TIMESTAMP_BYTES = Cells.LENGTH_BYTES + Long.BYTES;
  private static final int TTL_BYTES = Cells.LENGTH_BYTES + Integer.BYTES;

  private final PerMutationKind<byte[]> heads;
  private final StatementShape shape;
  private final MicroClock clock;

  /**
   * An encoder for a target.
   *
   * @param heads the bytes with which every row of a statement begins
   */
  WriteEncoder(PerMutationKind<byte[]> heads, StatementShape shape, MicroClock clock) {
    this.heads = heads;
    this.shape = shape;
    this.clock = clock;
  }

  EncodedRows encode(List<Write> writes) {
    int size = 0;
    for (Write write : writes) {
      Mutation mutation = write.mutation();
      size += headOf(mutation).length + mutation.size() + TIMESTAMP_BYTES + TTL_BYTES;
    }
    ByteBuffer out = ByteBuffer.allocate(size);
    for (Write write : writes) {
      put(write, out);
    }
    return new EncodedRows(out.flip(), writes.size());
  }

  private void put(Write write, ByteBuffer out) {
    Mutation mutation = write.mutation();
    byte[] cells = mutation.cells();
    out.put(headOf(mutation));
    if (mutation instanceof Upsert upsert && upsert.merges()) {
      putTimestamp(write, out);
      if (shape.expires(mutation)) {
        putTtl(write, out);
      }
      putValuesThenKey(mutation, out);
    } else if (mutation instanceof Upsert) {
      out.put(cells);
      putTimestamp(write, out);
      if (shape.expires(mutation)) {
        putTtl(write, out);
      }
    } else if (mutation instanceof Delete) {
      putTimestamp(write, out);
      out.put(cells);
    } else {
      putValuesThenKey(mutation, out);
    }
  }

  /** An UPDATE has its values before its key. */
  private static void putValuesThenKey(Mutation mutation, ByteBuffer out) {
    byte[] cells = mutation.cells();
    int key = mutation.keyLength();
    out.put(cells, key, cells.length - key).put(cells, 0, key);
  }

  private static void putTimestamp(Write write, ByteBuffer out) {
    out.putInt(Long.BYTES).putLong(write.timestamp());
  }

  private void putTtl(Write write, ByteBuffer out) {
    int ttl = write.remainingTtl(shape.defaultTtl(), clock.micros());
    out.putInt(Integer.BYTES).putInt(ttl);
  }

  private byte[] headOf(Mutation mutation) {
    return heads.of(mutation, shape.expires(mutation));
  }
}
