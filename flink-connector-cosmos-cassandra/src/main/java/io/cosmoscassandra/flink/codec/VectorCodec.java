package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.internal.core.type.util.VIntCoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericArrayData;

/** ARRAY in {@code vector}. */
final class VectorCodec extends ObjectCodec<ArrayData> {

  /** The bytes of the longest length. */
  private static final int MAX_LENGTH_BYTES = 9;

  private final Elements elements;
  private final VectorLayout layout;
  private final DataOutputSerializer element = new DataOutputSerializer(64);
  private final ByteBuffer elementLength = ByteBuffer.allocate(MAX_LENGTH_BYTES);

  VectorCodec(Elements elements, VectorLayout layout) {
    super(FieldAccess.ARRAY);
    this.elements = elements;
    this.layout = layout;
  }

  @Override
  void write(ArrayData value, DataOutputSerializer out) throws IOException {
    int size = value.size();
    if (size != layout.dimensions()) {
      throw new ValueException(
          "an ARRAY of %d elements does not fit %s, which takes %d"
              .formatted(size, elements.collection(), layout.dimensions()));
    }
    for (int i = 0; i < size; i++) {
      if (layout.isFixed()) {
        elements.write(value, i, out);
      } else {
        writeAfterLength(value, i, out);
      }
    }
  }

  private void writeAfterLength(ArrayData value, int position, DataOutputSerializer out)
      throws IOException {
    element.clear();
    elements.write(value, position, element);
    elementLength.clear();
    VIntCoding.writeUnsignedVInt32(element.length(), elementLength);
    out.write(elementLength.array(), 0, elementLength.position());
    out.write(element.getSharedBuffer(), 0, element.length());
  }

  @Override
  Object read(ByteBuffer bytes) {
    Object[] values = elements.newArray(layout.dimensions());
    for (int i = 0; i < values.length; i++) {
      int length = layout.isFixed() ? layout.elementLength() : readLength(bytes);
      values[i] = elements.codec().decode(ElementCodec.next(length, bytes));
    }
    return new GenericArrayData(values);
  }

  private static int readLength(ByteBuffer bytes) {
    int length = VIntCoding.getUnsignedVInt32(bytes, bytes.position());
    bytes.position(bytes.position() + VIntCoding.computeUnsignedVIntSize(length));
    return length;
  }
}
