package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** A number of any length and scale, also of more digits than DECIMAL has. */
class DecimalText implements TextForm {

  @Override
  public void write(String text, DataOutputSerializer out) throws IOException {
    try {
      CqlDecimal.write(form(new BigDecimal(text)), out);
    } catch (NumberFormatException e) {
      throw ValueException.unfit(text, "decimal", "a number like -12.50 or 1E+9", e);
    }
  }

  /** The form of a number in which it is written. */
  BigDecimal form(BigDecimal number) {
    return number;
  }

  @Override
  public String read(ByteBuffer bytes) {
    return CqlDecimal.read(bytes).toString();
  }
}
