package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.KeyField;
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
 * @param bound the columns of the partition key, and clustering columns in their order
 * @param checked the other columns
 * @param missing the columns of the partition key that neither the key nor the query determines
 */
@Internal
public record JoinKeys(List<KeyField> bound, List<CheckedField> checked, List<String> missing) {

  /**
   * The primary key of a table, as far as lookups can use it.
   *
   * @param partition the names of the partition key
   * @param clustering the names of the clustering columns in their order
   */
  public record PrimaryKey(List<String> partition, List<String> clustering) {}

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
      PrimaryKey table, List<Produced> rows, int[] keys, CqlPredicate predicate) {
    Map<String, KeyField> byColumn = new LinkedHashMap<>();
    for (int i = 0; i < keys.length; i++) {
      if (rows.get(keys[i]).content() instanceof ReadField.Column column) {
        byColumn.putIfAbsent(column.name(), new KeyField(i, column.name(), column.type()));
      }
    }
    List<KeyField> bound = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String column : table.partition()) {
      if (byColumn.containsKey(column)) {
        bound.add(byColumn.get(column));
      } else if (predicate.partitions() == null && !predicate.restrictsToPoints(column)) {
        missing.add(column);
      }
    }
    bound.addAll(clusteringPrefix(table, byColumn, predicate));
    List<CheckedField> checked = new ArrayList<>();
    for (int i = 0; i < keys.length; i++) {
      int position = i;
      if (bound.stream().noneMatch(key -> key.position() == position)) {
        checked.add(new CheckedField(i, keys[i], rows.get(keys[i]).type()));
      }
    }
    return new JoinKeys(bound, checked, missing);
  }

  /** The clustering columns up to the first that is not restricted to single values. */
  private static List<KeyField> clusteringPrefix(
      PrimaryKey table, Map<String, KeyField> byColumn, CqlPredicate predicate) {
    List<KeyField> prefix = new ArrayList<>();
    for (String column : table.clustering()) {
      if (byColumn.containsKey(column)) {
        prefix.add(byColumn.get(column));
      } else if (!predicate.restrictsToPoints(column)) {
        break;
      }
    }
    return prefix;
  }
}
