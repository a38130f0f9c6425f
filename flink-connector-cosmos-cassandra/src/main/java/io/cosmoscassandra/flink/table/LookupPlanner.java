package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.lookup.CheckedField;
import io.cosmoscassandra.flink.lookup.JoinKeys;
import io.cosmoscassandra.flink.lookup.Lookups;
import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.KeyField;
import io.cosmoscassandra.flink.read.KeyTokens;
import io.cosmoscassandra.flink.read.LookupPlan;
import io.cosmoscassandra.flink.read.ReadField;
import io.cosmoscassandra.flink.table.pushdown.PushableColumn;
import io.cosmoscassandra.flink.text.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;

/** Plans the lookups of a join, or rejects a join that would have to read the whole table. */
final class LookupPlanner {

  private LookupPlanner() {}

  /**
   * Plans lookups.
   *
   * @param fields the fields of the rows that are produced
   * @param rowType the type of these rows
   * @param predicate the part of the query's condition that the server evaluates
   * @param keyPaths the fields that the join compares, as Flink names them
   * @throws ValidationException if the join does not determine partitions
   */
  static Lookups plan(
      LiveKey key,
      CassandraDynamicTableSource.Table table,
      List<ReadField> fields,
      DataType rowType,
      CqlPredicate predicate,
      int[][] keyPaths) {
    List<JoinKeys.Produced> produced = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      LogicalType type = rowType.getChildren().get(i).getLogicalType();
      produced.add(new JoinKeys.Produced(fields.get(i), type));
    }
    JoinKeys keys =
        JoinKeys.divide(
            new JoinKeys.Searchable(
                key.partition(),
                key.pushable().clustering().stream().map(PushableColumn::name).toList(),
                key.pushable().filtering().attachedIndexes()),
            produced,
            topLevel(table, keyPaths),
            predicate);
    requireComplete(keys, key, table);
    requireComparable(keys, table, rowType);
    return new Lookups(
        new LookupPlan(
            table.connection(),
            table.declaration(),
            fields,
            predicate,
            keys.access(),
            keys.bound(),
            table.lookup().reading()),
        keys.checked());
  }

  /** The tokens of keys; empty if a key alone does not determine a partition. */
  static Optional<KeyTokens> tokens(LiveKey key, Lookups lookups) {
    List<KeyField> fields = new ArrayList<>();
    List<com.datastax.oss.driver.api.core.type.DataType> types = new ArrayList<>();
    for (PushableColumn column : key.pushable().partition()) {
      lookups.plan().key(column.name()).ifPresent(fields::add);
      types.add(column.cqlType());
    }
    return fields.isEmpty() || fields.size() < types.size()
        ? Optional.empty()
        : Optional.of(new KeyTokens(fields, types));
  }

  private static int[] topLevel(CassandraDynamicTableSource.Table table, int[][] paths) {
    if (Arrays.stream(paths).anyMatch(path -> path.length != 1)) {
      throw new ValidationException(
          "Table %s cannot be looked up by a field of a ROW: join on whole columns"
              .formatted(table.declaration().name()));
    }
    return Arrays.stream(paths).mapToInt(path -> path[0]).toArray();
  }

  private static void requireComplete(
      JoinKeys keys, LiveKey key, CassandraDynamicTableSource.Table table) {
    if (!keys.missing().isEmpty()) {
      throw new ValidationException(
          "Table %s cannot be looked up without its whole partition key (%s): the join has no equality for %s. Add one for each, with a column of the stream or a constant, join on a column with a storage-attached index, or keep a copy of the table in memory with 'lookup.cache' = 'FULL'."
              .formatted(
                  table.declaration().name(),
                  String.join(", ", key.partition()),
                  Wording.counted("column", keys.missing())));
    }
  }

  private static void requireComparable(
      JoinKeys keys, CassandraDynamicTableSource.Table table, DataType rowType) {
    for (CheckedField field : keys.checked()) {
      if (!field.isComparable()) {
        throw new ValidationException(
            "Table %s cannot be looked up by column '%s': values of type %s are not compared in a join. Leave it out of the condition of the join, or compare it in WHERE."
                .formatted(
                    table.declaration().name(),
                    DataType.getFieldNames(rowType).get(field.field()),
                    field.type().asSummaryString()));
      }
    }
  }
}
