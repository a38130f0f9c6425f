package io.cosmoscassandra.flink.write;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;

/** Mutations of a small table, {@code shop.orders (id bigint PRIMARY KEY, a int, b int)}. */
final class MutationKit {

  static final MappedTable ORDERS =
      new MappedTable(
          "shop",
          "orders",
          List.of(
              new MappedColumn(
                  "id",
                  MappedColumn.Kind.PARTITION_KEY,
                  new BigIntType(false),
                  DataTypes.BIGINT,
                  0),
              new MappedColumn("a", MappedColumn.Kind.REGULAR, new IntType(), DataTypes.INT, 1),
              new MappedColumn("b", MappedColumn.Kind.REGULAR, new IntType(), DataTypes.INT, 2)));

  private static final int KEY_BYTES = Integer.BYTES + Long.BYTES;

  private MutationKit() {}

  /** Sets both columns. */
  static Upsert upsert(long id, int a, int b) {
    return upsert(id, Integer.valueOf(a), Integer.valueOf(b), Mutation.NO_TTL);
  }

  /** Sets column a, leaves column b alone. */
  static Upsert partial(long id, int a) {
    return new Upsert(cells(id, a, null, true), KEY_BYTES, Mutation.NO_TTL, Mutation.NO_WRITETIME);
  }

  /** Sets both columns to what may be null, for a time. */
  static Upsert upsert(long id, Integer a, Integer b, int ttl) {
    return new Upsert(cells(id, a, b, false), KEY_BYTES, ttl, Mutation.NO_WRITETIME);
  }

  static Upsert writtenAt(long id, int a, long writetime) {
    return new Upsert(cells(id, a, a, false), KEY_BYTES, Mutation.NO_TTL, writetime);
  }

  static Delete delete(long id) {
    return new Delete(key(id), Mutation.NO_WRITETIME);
  }

  static byte[] key(long id) {
    return bytes(
        out -> {
          out.writeInt(Long.BYTES);
          out.writeLong(id);
        });
  }

  private static byte[] cells(long id, Integer a, Integer b, boolean unsetNulls) {
    return bytes(
        out -> {
          out.write(key(id));
          for (Integer value : new Integer[] {a, b}) {
            if (value == null) {
              out.writeInt(unsetNulls ? Cells.UNSET : Cells.NULL);
            } else {
              out.writeInt(Integer.BYTES);
              out.writeInt(value);
            }
          }
        });
  }

  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
