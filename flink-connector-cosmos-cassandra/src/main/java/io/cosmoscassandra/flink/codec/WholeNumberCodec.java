package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

/** A codec of values that Flink holds as whole numbers; none of them is boxed when written. */
abstract class WholeNumberCodec extends ElementCodec {

  private final FlinkWholeNumber source;

  WholeNumberCodec(FlinkWholeNumber source) {
    this.source = source;
  }

  abstract void write(long value, DataOutputSerializer out) throws IOException;

  @Override
  public final void encode(Object value, DataOutputSerializer out) throws IOException {
    write(((Number) value).longValue(), out);
  }

  @Override
  public final void encodeField(RowData row, int position, DataOutputSerializer out)
      throws IOException {
    write(source.get(row, position), out);
  }

  @Override
  final void encodeElement(ArrayData array, int position, DataOutputSerializer out)
      throws IOException {
    write(source.get(array, position), out);
  }
}
