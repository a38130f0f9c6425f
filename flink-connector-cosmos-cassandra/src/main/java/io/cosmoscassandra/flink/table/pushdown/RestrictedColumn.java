package io.cosmoscassandra.flink.table.pushdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.expressions.ResolvedExpression;

/**
 * A column with the conditions of a query that CQL can enforce together. The planner puts them into
 * one condition for a scan, but not for a vector search.
 *
 * @param expressions one condition, or the two bounds of a range
 * @param restriction what they say together
 */
record RestrictedColumn(List<ResolvedExpression> expressions, Restriction restriction) {

  RestrictedColumn {
    expressions = List.copyOf(expressions);
  }

  /** The columns that are restricted; of conditions that do not go together the first counts. */
  static Map<String, RestrictedColumn> byColumn(List<ResolvedExpression> conditions) {
    Map<String, RestrictedColumn> columns = new LinkedHashMap<>();
    for (ResolvedExpression condition : conditions) {
      Restrictions.of(condition)
          .map(restriction -> new RestrictedColumn(List.of(condition), restriction))
          .ifPresent(
              column ->
                  columns.merge(
                      column.restriction().column(),
                      column,
                      (first, next) -> first.and(next).orElse(first)));
    }
    return columns;
  }

  private Optional<RestrictedColumn> and(RestrictedColumn other) {
    if (restriction.isPoints() || other.restriction.isPoints()) {
      return Optional.empty();
    }
    List<Restriction.Comparison> comparisons = new ArrayList<>(restriction.comparisons());
    comparisons.addAll(other.restriction.comparisons());
    Restriction range = new Restriction(restriction.column(), comparisons);
    List<ResolvedExpression> all = new ArrayList<>(expressions);
    all.addAll(other.expressions);
    return range.isOneRange() ? Optional.of(new RestrictedColumn(all, range)) : Optional.empty();
  }
}
