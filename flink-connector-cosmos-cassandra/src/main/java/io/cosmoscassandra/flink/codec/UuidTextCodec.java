package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.StringData;

/** The usual text of a UUID in {@code uuid} or {@code timeuuid}. */
final class UuidTextCodec extends ObjectCodec<StringData> {

  private static final int CHARACTERS = 36;

  private final CqlUuid target;
  private final TextBytes text = new TextBytes();

  UuidTextCodec(CqlUuid target) {
    super(FieldAccess.STRING);
    this.target = target;
  }

  @Override
  void write(StringData value, DataOutputSerializer out) throws IOException {
    int start = out.length();
    text.write(value, out);
    if (out.length() - start != CHARACTERS) {
      throw target.doesNotTake(value);
    }
    // The text lies in the buffer already, and its bytes are fewer: they are put over it.
    byte[] digits = out.getSharedBuffer();
    out.setPosition(start);
    for (int i = 0; i < CHARACTERS; i++) {
      if (isDash(i)) {
        if (digits[start + i] != '-') {
          throw target.doesNotTake(value);
        }
        continue;
      }
      int high = digits[start + i++];
      int low = digits[start + i];
      if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
        throw target.doesNotTake(value);
      }
      out.write(HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
    }
    if (!target.takesVersion(CqlUuid.version(digits[start + 6]))) {
      throw target.doesNotTake(value);
    }
  }

  @Override
  Object read(ByteBuffer bytes) {
    return StringData.fromString(new UUID(bytes.getLong(), bytes.getLong()).toString());
  }

  private static boolean isDash(int position) {
    return position == 8 || position == 13 || position == 18 || position == 23;
  }
}
