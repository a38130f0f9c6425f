package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Whole numbers of any Flink type in whole numbers of any CQL type. */
final class IntegralCodec extends WholeNumberCodec {

  private final FlinkWholeNumber source;
  private final CqlWholeNumber target;

  IntegralCodec(FlinkWholeNumber source, CqlWholeNumber target) {
    super(source);
    this.source = source;
    this.target = target;
  }

  @Override
  void write(long value, DataOutputSerializer out) throws IOException {
    target.write(value, out);
  }

  @Override
  Object read(ByteBuffer bytes) {
    if (!CqlWholeNumber.isLong(bytes)) {
      throw source.doesNotTake(target.read(bytes));
    }
    return source.checkAndBox(CqlWholeNumber.readLong(bytes));
  }
}
