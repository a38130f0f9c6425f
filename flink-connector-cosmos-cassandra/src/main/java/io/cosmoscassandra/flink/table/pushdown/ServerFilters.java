package io.cosmoscassandra.flink.table.pushdown;

import io.cosmoscassandra.flink.read.CqlPredicate.Condition;
import io.cosmoscassandra.flink.read.CqlPredicate.Operator;
import io.cosmoscassandra.flink.table.pushdown.FilterColumn.Index;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.expressions.ResolvedExpression;

/**
 * Chooses the conditions that the server evaluates besides those that name a place in the order of
 * the key: with an index, or by reading more rows than it returns.
 *
 * <p>Whether one is accepted depends on no other that is not accepted, so that the accepted ones
 * are accepted again when they come alone.
 */
final class ServerFilters {

  private ServerFilters() {}

  /** An accepted condition. */
  record Accepted(List<ResolvedExpression> expressions, Index index, List<Condition> conditions) {}

  /**
   * The accepted conditions.
   *
   * @param columns the restricted columns of which the order of the key has not taken care
   */
  static List<Accepted> of(Filtering filtering, Map<String, RestrictedColumn> columns) {
    List<Accepted> possible = new ArrayList<>();
    columns.forEach(
        (name, restricted) ->
            filtering
                .column(name)
                .flatMap(column -> accepted(filtering, column, restricted))
                .ifPresent(possible::add));
    return filtering.withoutIndex() ? possible : ofIndexesAlone(possible);
  }

  private static Optional<Accepted> accepted(
      Filtering filtering, FilterColumn column, RestrictedColumn restricted) {
    return ColumnConditions.ofPossiblyEmpty(column.column(), restricted.restriction())
        .filter(
            conditions ->
                conditions.stream().allMatch(c -> isLegal(filtering, column, c.operator())))
        .map(conditions -> new Accepted(restricted.expressions(), column.index(), conditions));
  }

  private static boolean isLegal(Filtering filtering, FilterColumn column, Operator operator) {
    return switch (operator) {
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          filtering.withoutIndex() || isFound(column, operator);
      case IN -> filtering.withoutIndex() && filtering.lists() && !column.key();
    };
  }

  /** Whether the index of a column finds the rows that meet a condition. */
  static boolean isFound(FilterColumn column, Operator operator) {
    return switch (operator) {
      case EQUAL -> column.index() != Index.NONE;
      case IN -> false;
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
          column.index() == Index.STORAGE_ATTACHED && !column.column().isText();
    };
  }

  /** Storage-attached indexes work together; a secondary one works alone. */
  private static List<Accepted> ofIndexesAlone(List<Accepted> possible) {
    List<Accepted> attached =
        possible.stream().filter(a -> a.index() == Index.STORAGE_ATTACHED).toList();
    return attached.isEmpty() ? possible.stream().limit(1).toList() : attached;
  }
}
