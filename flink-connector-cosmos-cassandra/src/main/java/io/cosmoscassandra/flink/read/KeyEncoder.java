package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.codec.ValueCodec;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import io.cosmoscassandra.flink.codec.ValueException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalTypeFamily;

/** Encodes keys. Used by one thread at a time, since codecs are. */
final class KeyEncoder {

  private static final int INITIAL_BYTES = 64;
  private static final Set<DataType> TEXTS = Set.of(DataTypes.TEXT, DataTypes.ASCII);

  private final List<Field> fields = new ArrayList<>();
  private final DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);

  /**
   * An encoder.
   *
   * @param keys the fields in the order of the encoded values
   * @param types the types of their live columns
   * @throws IllegalStateException if a type does not fit, since the declaration was validated
   */
  KeyEncoder(List<KeyField> keys, List<DataType> types) {
    for (int i = 0; i < keys.size(); i++) {
      try {
        KeyField key = keys.get(i);
        fields.add(
            new Field(
                key.position(),
                ValueCodecs.between(key.type(), types.get(i)),
                key.type().is(LogicalTypeFamily.CHARACTER_STRING)
                    && !TEXTS.contains(types.get(i))));
      } catch (IncompatibleTypeException e) {
        throw new IllegalStateException(keys.get(i).column() + " was not validated", e);
      }
    }
  }

  /**
   * A field of a key.
   *
   * @param isText whether it is a text for a value that is none: the server may write it in another
   *     way, which in Flink is another text
   */
  private record Field(int position, ValueCodec codec, boolean isText) {}

  /** The encoded key; null if no row can have it, because it is null or does not fit its column. */
  @Nullable
  EncodedKey encode(RowData key) {
    out.clear();
    try {
      for (Field field : fields) {
        if (key.isNullAt(field.position()) || !append(field, key)) {
          return null;
        }
      }
    } catch (ValueException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EncodedKey(out.getCopyOfBuffer());
  }

  /**
   * The encoded key.
   *
   * @throws ValueException if a value does not fit its column
   */
  EncodedKey encodeStrictly(RowData key) {
    out.clear();
    try {
      for (Field field : fields) {
        boolean unused = append(field, key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new EncodedKey(out.getCopyOfBuffer());
  }

  /** Returns whether the column can hold exactly this value. */
  private boolean append(Field field, RowData key) throws IOException {
    int start = out.length();
    out.writeInt(0);
    field.codec().encodeField(key, field.position(), out);
    int length = out.length() - start - Integer.BYTES;
    out.writeIntUnsafe(length, start);
    return !field.isText()
        || key.getString(field.position())
            .equals(
                field
                    .codec()
                    .decode(ByteBuffer.wrap(out.getSharedBuffer(), start + Integer.BYTES, length)));
  }
}
