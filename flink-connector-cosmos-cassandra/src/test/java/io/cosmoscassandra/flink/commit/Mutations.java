package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.write.Cells;
import io.cosmoscassandra.flink.write.Delete;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Upsert;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Mutations of a table {@code (k int PRIMARY KEY, a text, b text)}. */
public final class Mutations {

  static final int KEY_BYTES = 8;

  private Mutations() {}

  public static Upsert upsert(int key, String a, String b) {
    return upsert(key, a, b, Mutation.NO_TTL, Mutation.NO_WRITETIME);
  }

  public static Upsert upsert(int key, String a) {
    return upsert(key, a, "b");
  }

  public static Upsert upsert(int key, String a, String b, int ttl, long writetime) {
    ByteBuffer cells = ByteBuffer.allocate(KEY_BYTES + size(a) + size(b));
    cells.putInt(4).putInt(key);
    put(cells, a);
    put(cells, b);
    return new Upsert(cells.array(), KEY_BYTES, ttl, writetime);
  }

  static Delete delete(int key) {
    return new Delete(
        ByteBuffer.allocate(KEY_BYTES).putInt(4).putInt(key).array(), Mutation.NO_WRITETIME);
  }

  /** The mutation in short, such as {@code 7=text} or {@code -7}. */
  static String shown(Mutation mutation) {
    ByteBuffer cells = ByteBuffer.wrap(mutation.cells());
    cells.getInt();
    int key = cells.getInt();
    if (mutation instanceof Delete) {
      return "-" + key;
    }
    int length = cells.getInt();
    byte[] text = new byte[Math.max(0, length)];
    cells.get(text);
    return key + "=" + (length < 0 ? "?" : new String(text, StandardCharsets.UTF_8));
  }

  /** Null stands for a column that is not set. */
  private static void put(ByteBuffer cells, String text) {
    if (text == null) {
      cells.putInt(Cells.UNSET);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      cells.putInt(bytes.length).put(bytes);
    }
  }

  private static int size(String text) {
    return 4 + (text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length);
  }
}
