package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.KeyField;
import io.cosmoscassandra.flink.read.LookupPlan;
import io.cosmoscassandra.flink.read.ReadField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * The columns that a join compares with the fields of a key, divided into those that the server
 * compares and those that are compared here, with the rows that the server returns.
 *
 * @param access how the server finds the rows
 * @param bound the columns of the partition key, and clustering columns in their order; or the
 *     columns with an index
 * @param checked the other columns
 * @param missing the columns of the partition key that neither the key nor the query determines, if
 *     there is no index either
 */
@Internal
public record JoinKeys(
    LookupPlan.Access access,
    List<KeyField> bound,
    List<CheckedField> checked,
    List<String> missing) {

  /**
   * The columns of a table by which the server finds rows.
   *
   * @param partition the names of the partition key
   * @param clustering the names of the clustering columns in their order
   * @param indexed the names of the columns with a storage-attached index
   */
  public record Searchable(List<String> partition, List<String> clustering, List<String> indexed) {}

  /**
   * A field of the rows that are produced.
   *
   * @param content what it is read from
   * @param type its type
   */
  public record Produced(ReadField content, LogicalType type) {}

  /**
   * Divides the columns of a join.
   *
   * @param rows the fields of the rows that are produced
   * @param keys the fields that are compared, in the order of a key
   * @param predicate the part of the query's condition that the server evaluates
   */
  public static JoinKeys divide(
      Searchable table, List<Produced> rows, int[] keys, CqlPredicate predicate) {
    Map<String, KeyField> byColumn = new LinkedHashMap<>();
    for (int i = 0; i < keys.length; i++) {
      if (rows.get(keys[i]).content() instanceof ReadField.Column column) {
        byColumn.putIfAbsent(column.name(), new KeyField(i, column.name(), column.type()));
      }
    }
    List<String> missing =
        table.partition().stream()
            .filter(column -> !byColumn.containsKey(column) && !isGiven(column, predicate))
            .toList();
    List<KeyField> indexed = missing.isEmpty() ? List.of() : indexed(table, byColumn, predicate);
    List<KeyField> bound = indexed.isEmpty() ? keyPrefix(table, byColumn, predicate) : indexed;
    List<CheckedField> checked = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      int position = i;
      if (bound.stream().noneMatch(key -> key.position() == position)) {
        checked.add(new CheckedField(i, keys[i], rows.get(keys[i]).type()));
      }
    }
    return indexed.isEmpty()
        ? new JoinKeys(LookupPlan.Access.PARTITION, bound, checked, missing)
        : new JoinKeys(LookupPlan.Access.INDEX, bound, checked, List.of());
  }

  /** Whether the query determines a column of the partition key. */
  private static boolean isGiven(String column, CqlPredicate predicate) {
    return predicate.partitions() != null || predicate.restrictsToPoints(column);
  }

  /**
   * The columns by which indexes find rows. They work with the conditions of the query only if each
   * of these has such an index, too, or the server may filter.
   */
  private static List<KeyField> indexed(
      Searchable table, Map<String, KeyField> byColumn, CqlPredicate predicate) {
    boolean legal =
        predicate.filtering()
            || predicate.conditions().stream()
                .allMatch(condition -> table.indexed().contains(condition.column()));
    return legal
        ? table.indexed().stream().filter(byColumn::containsKey).map(byColumn::get).toList()
        : List.of();
  }

  /**
   * The partition key, and the clustering columns up to the first that is not restricted to single
   * values.
   */
  private static List<KeyField> keyPrefix(
      Searchable table, Map<String, KeyField> byColumn, CqlPredicate predicate) {
    List<KeyField> prefix = new ArrayList<>();
    table.partition().stream()
        .filter(byColumn::containsKey)
        .map(byColumn::get)
        .forEach(prefix::add);
    List<KeyField> clustering = new ArrayList<>();
    int restricted = 0;
    for (String column : table.clustering()) {
      if (byColumn.containsKey(column)) {
        clustering.add(byColumn.get(column));
      } else if (!predicate.restrictsToPoints(column)) {
        break;
      }
      restricted++;
    }
    if (predicate.filtering() || !restrictsAfter(restricted, table.clustering(), predicate)) {
      prefix.addAll(clustering);
    }
    return prefix;
  }

  /**
   * Whether an index finds the values of a clustering column after the first that is not restricted
   * to single values. The server takes the columns before it only if an index finds them as well.
   */
  private static boolean restrictsAfter(
      int first, List<String> clustering, CqlPredicate predicate) {
    return predicate.conditions().stream()
        .anyMatch(condition -> clustering.indexOf(condition.column()) > first);
  }
}
