package io.cosmoscassandra.flink.codec;

/** Lists and sets: element by element, then the shorter first. */
record ListOrder(ValueOrder elements) implements ValueOrder {

  @Override
  public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
    PartCursor partsA = PartCursor.ofCounted(bytes, a, 1);
    PartCursor partsB = PartCursor.ofCounted(bytes, b, 1);
    while (partsA.next() && partsB.next()) {
      int order = partsA.compareTo(partsB, elements);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(BigEndian.intAt(bytes, a), BigEndian.intAt(bytes, b));
  }
}
