package io.cosmoscassandra.flink.table.pushdown;

import io.cosmoscassandra.flink.read.CqlPredicate.Condition;
import io.cosmoscassandra.flink.read.CqlPredicate.Operator;
import io.cosmoscassandra.flink.read.CqlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Translates the restriction of a column into conditions of CQL that mean the same. */
final class ColumnConditions {

  private ColumnConditions() {}

  /** The conditions; empty if Flink and the server could differ about a value. */
  static Optional<List<Condition>> of(PushableColumn column, Restriction restriction) {
    boolean sameMeaning =
        restriction.isPoints() ? column.equalityIsTheSame() : column.orderIsTheSame();
    if (!sameMeaning || !restriction.isOneRange()) {
      return Optional.empty();
    }
    List<Condition> conditions = new ArrayList<>();
    for (Restriction.Comparison comparison : restriction.comparisons()) {
      Optional<List<CqlValue>> values = encoded(column, comparison.values());
      if (values.isEmpty()) {
        return Optional.empty();
      }
      conditions.add(condition(column, comparison.operator(), values.get()));
    }
    return Optional.of(conditions);
  }

  private static Condition condition(
      PushableColumn column, Operator operator, List<CqlValue> values) {
    boolean single = operator == Operator.IN && values.size() == 1;
    return new Condition(column.name(), single ? Operator.EQUAL : operator, values);
  }

  /**
   * The conditions on a column that may hold an empty value, which is null to Flink and less than
   * all others to the server.
   */
  static Optional<List<Condition>> ofPossiblyEmpty(PushableColumn column, Restriction restriction) {
    Optional<List<Condition>> conditions = of(column, restriction);
    Optional<CqlValue> smallest = column.smallest();
    if (conditions.isEmpty() || restriction.isPoints() || smallest.isEmpty()) {
      return conditions;
    }
    boolean open = conditions.get().stream().noneMatch(c -> Restriction.isLowerBound(c.operator()));
    if (!open) {
      return conditions;
    }
    List<Condition> bounded = new ArrayList<>();
    bounded.add(new Condition(column.name(), Operator.GREATER_OR_EQUAL, List.of(smallest.get())));
    bounded.addAll(conditions.get());
    return Optional.of(bounded);
  }

  /** The encoded values, each once; empty if the column cannot hold one of them exactly. */
  static Optional<List<CqlValue>> encoded(PushableColumn column, List<Object> values) {
    List<CqlValue> encoded = new ArrayList<>();
    for (Object value : values) {
      Optional<CqlValue> bytes = column.encoded(value);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      encoded.add(bytes.get());
    }
    // A value that is listed twice is one partition, and its rows are read once.
    return Optional.of(encoded.stream().distinct().toList());
  }
}
