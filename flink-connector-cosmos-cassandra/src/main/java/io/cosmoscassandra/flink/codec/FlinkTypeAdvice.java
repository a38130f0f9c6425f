package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.MapType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says how to declare a column of a CQL type in Flink. */
final class FlinkTypeAdvice {

  private FlinkTypeAdvice() {}

  /** The Flink types that fit, the best first; none if the CQL type is not supported. */
  static List<String> fitting(DataType cqlType) {
    if (cqlType instanceof ListType list) {
      return List.of(array(list.getElementType()));
    }
    if (cqlType instanceof SetType set) {
      return List.of(array(set.getElementType()));
    }
    if (cqlType instanceof VectorType vector) {
      return List.of(array(vector.getElementType()));
    }
    if (cqlType instanceof MapType map) {
      return List.of("MAP<%s, %s>".formatted(best(map.getKeyType()), best(map.getValueType())));
    }
    if (cqlType instanceof UserDefinedType udt) {
      List<String> names = udt.getFieldNames().stream().map(CqlIdentifier::asInternal).toList();
      return List.of(row(names, udt.getFieldTypes()));
    }
    if (cqlType instanceof TupleType tuple) {
      List<DataType> types = tuple.getComponentTypes();
      return List.of(row(IntStream.range(0, types.size()).mapToObj(i -> "f" + i).toList(), types));
    }
    return ScalarMappings.of(cqlType).map(ScalarMapping::flinkTypes).orElse(List.of());
  }

  /** The Flink types that fit, as a part of a sentence. */
  static String sentence(DataType cqlType) {
    List<String> types = fitting(cqlType);
    int last = types.size() - 1;
    return last == 0
        ? types.get(0)
        : String.join(", ", types.subList(0, last)) + " or " + types.get(last);
  }

  private static String array(DataType element) {
    return "ARRAY<%s>".formatted(best(element));
  }

  private static String row(List<String> names, List<DataType> types) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> "`%s` %s".formatted(names.get(i), best(types.get(i))))
        .collect(Collectors.joining(", ", "ROW<", ">"));
  }

  private static String best(DataType cqlType) {
    return fitting(cqlType).stream().findFirst().orElse("?");
  }
}
