package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;

/**
 * How a vector lays out its elements: one after the other if their type has a fixed length, else
 * each after its length.
 *
 * @param dimensions how many there are
 * @param elementLength the bytes of one; 0 if that is not fixed
 */
record VectorLayout(int dimensions, int elementLength) {

  static VectorLayout of(VectorType type) {
    // The driver's codecs know which lengths the server holds for fixed: not all that are.
    int elementLength =
        CodecRegistry.DEFAULT.codecFor(type.getElementType()).serializedSize().orElse(0);
    return new VectorLayout(type.getDimensions(), elementLength);
  }

  boolean isFixed() {
    return elementLength > 0;
  }

  PartCursor parts(byte[] bytes, int start) {
    return isFixed()
        ? PartCursor.ofFixed(bytes, start, dimensions, elementLength)
        : PartCursor.ofVariable(bytes, start, dimensions);
  }
}
