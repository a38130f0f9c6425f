package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * What the server selects of a column so that a part of it can be read. CQL selects fields of
 * user-defined types, and no elements of tuples.
 *
 * @param column the name of the column
 * @param fields the names of the fields that lead to what is selected
 * @param flinkType the Flink type of what is selected
 * @param cqlType its CQL type
 * @param rest the positions that lead from there to the part
 */
record SelectedPart(
    String column,
    List<String> fields,
    LogicalType flinkType,
    DataType cqlType,
    List<Integer> rest) {

  SelectedPart {
    fields = List.copyOf(fields);
    rest = List.copyOf(rest);
  }

  /** Selects the whole column. */
  static SelectedPart whole(ReadField.Part part, DataType cqlType) {
    return new SelectedPart(part.column(), List.of(), part.columnType(), cqlType, part.path());
  }

  /** Selects as little as CQL can. */
  static SelectedPart smallest(ReadField.Part part, DataType cqlType) {
    List<String> fields = new ArrayList<>();
    LogicalType flink = part.columnType();
    DataType cql = cqlType;
    while (fields.size() < part.path().size()
        && flink instanceof RowType row
        && cql instanceof UserDefinedType udt) {
      int position = part.path().get(fields.size());
      String name = row.getFieldNames().get(position);
      fields.add(name);
      flink = row.getTypeAt(position);
      cql = udt.getFieldTypes().get(udt.firstIndexOf(CqlIdentifier.fromInternal(name)));
    }
    List<Integer> rest = part.path().subList(fields.size(), part.path().size());
    return new SelectedPart(part.column(), fields, flink, cql, rest);
  }

  /** What gets from the selected value to the part. */
  List<RowData.FieldGetter> getters() {
    List<RowData.FieldGetter> getters = new ArrayList<>();
    LogicalType type = flinkType;
    for (int position : rest) {
      LogicalType child = type.getChildren().get(position);
      getters.add(RowData.createFieldGetter(child, position));
      type = child;
    }
    return getters;
  }

  /** The name to show in a message. */
  String name() {
    List<String> names = new ArrayList<>();
    names.add(column);
    names.addAll(fields);
    return String.join(".", names);
  }
}
