package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import java.util.List;

/** Finds the order of a CQL type. */
final class ValueOrders {

  private ValueOrders() {}

  static ValueOrder of(DataType type) {
    if (type instanceof ListType list) {
      return new ListOrder(of(list.getElementType()));
    }
    if (type instanceof SetType set) {
      return new ListOrder(of(set.getElementType()));
    }
    if (type instanceof MapType map) {
      return new MapOrder(of(map.getKeyType()), of(map.getValueType()));
    }
    if (type instanceof TupleType tuple) {
      return new TupleOrder(ofAll(tuple.getComponentTypes()));
    }
    if (type instanceof UserDefinedType udt) {
      return new TupleOrder(ofAll(udt.getFieldTypes()));
    }
    if (type instanceof VectorType vector) {
      return new VectorOrder(of(vector.getElementType()), VectorLayout.of(vector));
    }
    return ScalarOrder.of(type);
  }

  private static List<ValueOrder> ofAll(List<DataType> types) {
    return types.stream().map(ValueOrders::of).toList();
  }
}
