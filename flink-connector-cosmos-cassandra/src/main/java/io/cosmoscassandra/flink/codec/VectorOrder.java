package io.cosmoscassandra.flink.codec;

/** Vectors: element by element. */
record VectorOrder(ValueOrder elements, VectorLayout layout) implements ValueOrder {

  @Override
  public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
    PartCursor partsA = layout.parts(bytes, a);
    PartCursor partsB = layout.parts(bytes, b);
    while (partsA.next() && partsB.next()) {
      int order = partsA.compareTo(partsB, elements);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
