package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;

/**
 * Tells whether a value that was read is written as the bytes that it was read from. A DECIMAL is
 * written with its own scale, and a ROW without some fields of a user-defined type loses them.
 */
final class ReadBytes {

  private ReadBytes() {}

  static boolean areKept(LogicalType flinkType, DataType cqlType) {
    if (cqlType.equals(DataTypes.DECIMAL)) {
      return flinkType.is(LogicalTypeFamily.CHARACTER_STRING);
    }
    List<LogicalType> parts = flinkType.getChildren();
    if (cqlType instanceof ListType list) {
      return areKept(parts.get(0), list.getElementType());
    }
    if (cqlType instanceof SetType set) {
      return areKept(parts.get(0), set.getElementType());
    }
    if (cqlType instanceof VectorType vector) {
      return areKept(parts.get(0), vector.getElementType());
    }
    if (cqlType instanceof MapType map) {
      // A MULTISET has one part, its values being whole numbers.
      return areKept(parts.get(0), map.getKeyType())
          && (parts.size() == 1 || areKept(parts.get(1), map.getValueType()));
    }
    if (cqlType instanceof UserDefinedType udt && flinkType instanceof RowType row) {
      List<String> names = udt.getFieldNames().stream().map(CqlIdentifier::asInternal).toList();
      return IntStream.range(0, names.size())
          .allMatch(
              i -> {
                int position = row.getFieldIndex(names.get(i));
                return position >= 0 && areKept(parts.get(position), udt.getFieldTypes().get(i));
              });
    }
    if (cqlType instanceof TupleType tuple) {
      return IntStream.range(0, parts.size())
          .allMatch(i -> areKept(parts.get(i), tuple.getComponentTypes().get(i)));
    }
    return true;
  }
}
