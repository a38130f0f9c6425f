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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeUtils;

/**
 * Builds the codec between two types, going down into those that are made of others.
 *
 * @param subject what is being declared, for the error message: the column, or a part of it
 */
record CodecBuilder(String subject) {

  ElementCodec build(LogicalType flinkType, DataType cqlType) throws IncompatibleTypeException {
    if (cqlType instanceof ListType list && flinkType instanceof ArrayType array) {
      return new ListCodec(elements(array, list.getElementType(), cqlType));
    }
    if (cqlType instanceof SetType set && flinkType instanceof ArrayType array) {
      DataType element = set.getElementType();
      return new SetCodec(elements(array, element, cqlType), ValueOrders.of(element));
    }
    if (cqlType instanceof VectorType vector && flinkType instanceof ArrayType array) {
      Elements elements = elements(array, vector.getElementType(), cqlType);
      return new VectorCodec(elements, VectorLayout.of(vector));
    }
    if (cqlType instanceof MapType map
        && flinkType instanceof org.apache.flink.table.types.logical.MapType flinkMap) {
      return map(flinkMap.getKeyType(), flinkMap.getValueType(), map);
    }
    if (cqlType instanceof MapType map && flinkType instanceof MultisetType multiset) {
      return map(multiset.getElementType(), new IntType(false), map);
    }
    if (cqlType instanceof UserDefinedType udt && flinkType instanceof RowType row) {
      return userDefined(row, udt);
    }
    if (cqlType instanceof TupleType tuple && flinkType instanceof RowType row) {
      return tuple(row, tuple);
    }
    return ScalarMappings.of(cqlType)
        .flatMap(mapping -> mapping.codec(flinkType))
        .orElseThrow(() -> incompatible(flinkType, cqlType));
  }

  /** The same for what is removed from a collection, which is the keys of a map. */
  ValueCodec removing(LogicalType flinkType, DataType cqlType) throws IncompatibleTypeException {
    ElementCodec whole = build(flinkType, cqlType);
    if (!(cqlType instanceof MapType map)) {
      return whole;
    }
    LogicalType key = flinkType.getChildren().get(0);
    DataType keys = DataTypes.setOf(map.getKeyType());
    Elements elements = elements(new ArrayType(key), map.getKeyType(), keys);
    return new MapKeysCodec(new SetCodec(elements, ValueOrders.of(map.getKeyType())));
  }

  private static Elements elements(ArrayType array, DataType elementType, DataType collection)
      throws IncompatibleTypeException {
    ElementCodec codec = part("element", array.getElementType(), elementType);
    return new Elements(
        codec,
        LogicalTypeUtils.toInternalConversionClass(array.getElementType()),
        shown(collection));
  }

  private static MapCodec map(LogicalType keyType, LogicalType valueType, MapType map)
      throws IncompatibleTypeException {
    return new MapCodec(
        part("key", keyType, map.getKeyType()),
        part("value", valueType, map.getValueType()),
        ArrayData.createElementGetter(keyType),
        shown(map),
        ValueOrders.of(map.getKeyType()));
  }

  private static RowCodec userDefined(RowType row, UserDefinedType udt)
      throws IncompatibleTypeException {
    List<String> names = udt.getFieldNames().stream().map(CqlIdentifier::asInternal).toList();
    for (String name : row.getFieldNames()) {
      if (!names.contains(name)) {
        throw unknownField(name, names, udt);
      }
    }
    List<RowCodec.Field> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int position = row.getFieldIndex(names.get(i));
      fields.add(position < 0 ? null : field(row, position, udt.getFieldTypes().get(i)));
    }
    return new RowCodec(row.getFieldCount(), Collections.unmodifiableList(fields));
  }

  private static IncompatibleTypeException unknownField(
      String name, List<String> names, UserDefinedType udt) {
    String hint =
        names.stream()
            .filter(name::equalsIgnoreCase)
            .findFirst()
            .map("names are case-sensitive, did you mean %s?"::formatted)
            .orElse("it has " + String.join(", ", names));
    return new IncompatibleTypeException(
        "%s has no field %s; %s".formatted(shown(udt), name, hint));
  }

  private RowCodec tuple(RowType row, TupleType tuple) throws IncompatibleTypeException {
    List<DataType> types = tuple.getComponentTypes();
    if (row.getFieldCount() != types.size()) {
      throw new IncompatibleTypeException(
          "a ROW of %d fields cannot be stored as %s, which has %d; declare the %s as %s"
              .formatted(
                  row.getFieldCount(),
                  shown(tuple),
                  types.size(),
                  subject,
                  FlinkTypeAdvice.sentence(tuple)));
    }
    List<RowCodec.Field> fields = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      fields.add(field(row, i, types.get(i)));
    }
    return new RowCodec(row.getFieldCount(), fields);
  }

  private static RowCodec.Field field(RowType row, int position, DataType cqlType)
      throws IncompatibleTypeException {
    String name = row.getFieldNames().get(position);
    ElementCodec codec = part("field " + name, row.getTypeAt(position), cqlType);
    return new RowCodec.Field(name, position, codec);
  }

  private static ElementCodec part(String part, LogicalType flinkType, DataType cqlType)
      throws IncompatibleTypeException {
    try {
      return new CodecBuilder(part).build(flinkType, cqlType);
    } catch (IncompatibleTypeException e) {
      throw e.at(part);
    }
  }

  private IncompatibleTypeException incompatible(LogicalType flinkType, DataType cqlType) {
    if (FlinkTypeAdvice.fitting(cqlType).isEmpty()) {
      return new IncompatibleTypeException(
          "the CQL type %s is not supported".formatted(shown(cqlType)));
    }
    return new IncompatibleTypeException(
        "%s cannot be stored as %s; declare the %s as %s"
            .formatted(
                flinkType.copy(true).asSummaryString(),
                shown(cqlType),
                subject,
                FlinkTypeAdvice.sentence(cqlType)));
  }

  private static String shown(DataType cqlType) {
    return cqlType.asCql(false, true);
  }
}
