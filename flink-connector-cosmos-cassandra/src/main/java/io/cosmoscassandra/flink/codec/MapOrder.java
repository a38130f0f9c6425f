package io.cosmoscassandra.flink.codec;

/** Maps: entry by entry, first its key, then its value; then the shorter first. */
record MapOrder(ValueOrder keys, ValueOrder values) implements ValueOrder {

  @Override
  public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
    PartCursor partsA = PartCursor.ofCounted(bytes, a, 2);
    PartCursor partsB = PartCursor.ofCounted(bytes, b, 2);
    boolean key = true;
    while (partsA.next() && partsB.next()) {
      int order = partsA.compareTo(partsB, key ? keys : values);
      if (order != 0) {
        return order;
      }
      key = !key;
    }
    return Integer.compare(BigEndian.intAt(bytes, a), BigEndian.intAt(bytes, b));
  }
}
