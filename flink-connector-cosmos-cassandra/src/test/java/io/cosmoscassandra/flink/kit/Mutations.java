package io.cosmoscassandra.flink.kit;

import io.cosmoscassandra.flink.write.Cells;
import io.cosmoscassandra.flink.write.Delete;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Upsert;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Mutations of {@link Tables#BOOKS}. */
public final class Mutations {

  private static final int KEY_BYTES = Integer.BYTES + Long.BYTES;

  private Mutations() {}

  /** Sets both columns; null stands for a column that is not set. */
  public static Upsert upsert(long id, String a, String b) {
    return upsert(id, a, b, Mutation.NO_TTL, Mutation.NO_WRITETIME);
  }

  /** Sets column a to a text, and column b to the same text in every row. */
  public static Upsert upsert(long id, String a) {
    return upsert(id, a, "b");
  }

  /** Sets both columns to numbers, written as texts. */
  public static Upsert upsert(long id, int a, int b) {
    return upsert(id, Integer.toString(a), Integer.toString(b));
  }

  public static Upsert upsert(long id, String a, String b, int ttl, long writetime) {
    return ofCells(id, text(a), text(b), ttl, writetime);
  }

  /** Sets both columns for a time. */
  public static Upsert expiring(long id, int ttl) {
    return upsert(id, "a", "b", ttl, Mutation.NO_WRITETIME);
  }

  /** Sets both columns at a time that the row brings along. */
  public static Upsert writtenAt(long id, long writetime) {
    return upsert(id, "a", "b", Mutation.NO_TTL, writetime);
  }

  /** Sets both columns to null. */
  public static Upsert nulls(long id) {
    byte[] nothing = length(Cells.NULL);
    return ofCells(id, nothing, nothing, Mutation.NO_TTL, Mutation.NO_WRITETIME);
  }

  public static Delete delete(long id) {
    return new Delete(key(id), Mutation.NO_WRITETIME);
  }

  /** The mutation in short, such as {@code 7=text} or {@code -7}. */
  public static String shown(Mutation mutation) {
    ByteBuffer cells = ByteBuffer.wrap(mutation.cells());
    cells.getInt();
    long id = cells.getLong();
    if (mutation instanceof Delete) {
      return "-" + id;
    }
    int length = cells.getInt();
    byte[] text = new byte[Math.max(0, length)];
    cells.get(text);
    return id + "=" + (length < 0 ? "?" : new String(text, StandardCharsets.UTF_8));
  }

  private static Upsert ofCells(long id, byte[] a, byte[] b, int ttl, long writetime) {
    byte[] cells =
        ByteBuffer.allocate(KEY_BYTES + a.length + b.length).put(key(id)).put(a).put(b).array();
    return new Upsert(cells, KEY_BYTES, ttl, writetime);
  }

  private static byte[] key(long id) {
    return ByteBuffer.allocate(KEY_BYTES).putInt(Long.BYTES).putLong(id).array();
  }

  private static byte[] text(String text) {
    if (text == null) {
      return length(Cells.UNSET);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] length(int length) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
  }
}
