package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.ReadField;
import io.cosmoscassandra.flink.read.VectorPlan;
import java.util.List;
import org.apache.flink.table.api.ValidationException;

/** Plans searches for near vectors, or rejects those that the server cannot do. */
final class VectorPlanner {

  private VectorPlanner() {}

  /**
   * Plans a search.
   *
   * @param fields the fields of the rows that are produced
   * @param predicate the part of the query's condition that the server evaluates
   * @param columns the fields that are searched, as Flink names them
   * @throws ValidationException if the table cannot be searched in this way
   */
  static VectorPlan plan(
      LiveKey key,
      CassandraDynamicTableSource.Table table,
      List<ReadField> fields,
      CqlPredicate predicate,
      int[][] columns) {
    if (columns.length != 1
        || columns[0].length != 1
        || !(fields.get(columns[0][0]) instanceof ReadField.Column column)) {
      throw new ValidationException(
          "A vector search in table %s must name one column of the table"
              .formatted(table.declaration().name()));
    }
    VectorColumn vector = key.vectors().get(column.name());
    if (vector == null) {
      throw new ValidationException(
          "Column '%s' of table %s cannot be searched for vectors: its type in Cassandra must be vector<float, n>"
              .formatted(column.name(), table.declaration().name()));
    }
    if (vector.similarity() == null) {
      throw new ValidationException(
          "Column '%s' of table %s cannot be searched for vectors without an index. Create one with CREATE CUSTOM INDEX ... USING 'StorageAttachedIndex'"
              .formatted(column.name(), table.declaration().name()));
    }
    requireIndexes(key, table, predicate);
    return new VectorPlan(
        table.connection(),
        table.declaration(),
        fields,
        predicate,
        column.name(),
        column.type(),
        vector.similarity(),
        table.lookup().reading());
  }

  /** While it searches, the server evaluates no condition without an index. */
  private static void requireIndexes(
      LiveKey key, CassandraDynamicTableSource.Table table, CqlPredicate predicate) {
    for (CqlPredicate.Condition condition : predicate.conditions()) {
      if (!key.pushable().filtering().finds(condition)) {
        throw new ValidationException(
            "Vectors of table %s cannot be searched with this condition on column '%s': it needs a storage-attached index, and the condition must be = or, unless the column is a text, <, <=, > or >="
                .formatted(table.declaration().name(), condition.column()));
      }
    }
  }
}
