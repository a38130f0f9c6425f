package io.cosmoscassandra.flink.table.pushdown;

import io.cosmoscassandra.flink.read.CqlPredicate.Operator;
import java.util.List;

/**
 * A condition of a query on one column, in a form that CQL has.
 *
 * @param comparisons one comparison, or the two bounds of a range
 */
record Restriction(String column, List<Comparison> comparisons) {

  Restriction {
    comparisons = List.copyOf(comparisons);
  }

  /**
   * A comparison with literals in Flink's internal format.
   *
   * @param values one value, or several for {@link Operator#IN}
   */
  record Comparison(Operator operator, List<Object> values) {}

  /** Whether the column has one of some values. */
  boolean isPoints() {
    Operator operator = comparisons.get(0).operator();
    return operator == Operator.EQUAL || operator == Operator.IN;
  }

  /** The values of which the column has one. */
  List<Object> points() {
    return comparisons.get(0).values();
  }

  /** Whether there is one bound in each direction at most, as CQL takes them. */
  boolean isOneRange() {
    long lower = comparisons.stream().filter(c -> isLowerBound(c.operator())).count();
    long upper =
        comparisons.stream()
            .filter(c -> c.operator() == Operator.LESS || c.operator() == Operator.LESS_OR_EQUAL)
            .count();
    return lower <= 1 && upper <= 1;
  }

  static boolean isLowerBound(Operator operator) {
    return operator == Operator.GREATER || operator == Operator.GREATER_OR_EQUAL;
  }
}
