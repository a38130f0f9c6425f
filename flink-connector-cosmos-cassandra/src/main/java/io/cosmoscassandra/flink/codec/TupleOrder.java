package io.cosmoscassandra.flink.codec;

import java.util.List;

/** Tuples and user-defined types: field by field, null first. */
record TupleOrder(List<ValueOrder> fields) implements ValueOrder {

  @Override
  public int compare(byte[] bytes, int a, int lengthA, int b, int lengthB) {
    PartCursor partsA = PartCursor.ofFields(bytes, a, fields.size());
    PartCursor partsB = PartCursor.ofFields(bytes, b, fields.size());
    for (ValueOrder field : fields) {
      partsA.next();
      partsB.next();
      int order = partsA.compareTo(partsB, field);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
