package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** A whole number of any length, also of more digits than DECIMAL has. */
final class VarintText implements TextForm {

  @Override
  public void write(String text, DataOutputSerializer out) throws IOException {
    try {
      CqlWholeNumber.VARINT.write(new BigInteger(text), out);
    } catch (NumberFormatException e) {
      throw ValueException.unfit(text, "varint", "a whole number", e);
    }
  }

  @Override
  public String read(ByteBuffer bytes) {
    return CqlWholeNumber.VARINT.read(bytes).toString();
  }
}
