package io.cosmoscassandra.flink.table.pushdown;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.CqlPredicate.Condition;
import io.cosmoscassandra.flink.read.CqlPredicate.Operator;
import io.cosmoscassandra.flink.read.CqlPredicate.PartitionKey;
import io.cosmoscassandra.flink.read.CqlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.expressions.ResolvedExpression;

/**
 * Divides the conditions of a query into those that every request enforces and those that are left
 * to Flink.
 *
 * <p>The accepted conditions are legal by themselves: given nothing else, all of them are accepted
 * again, as Flink does when it restores a compiled plan.
 */
public final class FilterPushDown {

  /** Partitions that are asked for one by one; for more of them a scan is gentler. */
  private static final int MOST_PARTITIONS = 1_000;

  private FilterPushDown() {}

  /**
   * The outcome.
   *
   * @param predicate what every request enforces
   * @param accepted the conditions that it stands for
   * @param remaining the other conditions
   */
  public record Result(
      CqlPredicate predicate,
      List<ResolvedExpression> accepted,
      List<ResolvedExpression> remaining) {}

  /** Divides conditions, all of which a row must meet. */
  public static Result divide(PushableTable table, List<ResolvedExpression> conditions) {
    Map<String, List<ResolvedExpression>> byColumn = new LinkedHashMap<>();
    for (ResolvedExpression condition : conditions) {
      Restrictions.of(condition)
          .ifPresent(
              restriction ->
                  byColumn
                      .computeIfAbsent(restriction.column(), name -> new ArrayList<>())
                      .add(condition));
    }
    List<ResolvedExpression> accepted = new ArrayList<>();
    Optional<List<PartitionKey>> partitions = partitions(table, byColumn, accepted);
    if (partitions.isEmpty()) {
      return new Result(CqlPredicate.ALL, List.of(), List.copyOf(conditions));
    }
    List<Condition> clustering = clustering(table, byColumn, accepted);
    List<ResolvedExpression> remaining = new ArrayList<>(conditions);
    remaining.removeAll(accepted);
    return new Result(
        new CqlPredicate(partitions.get(), clustering), List.copyOf(accepted), remaining);
  }

  /**
   * The rows of a condition that is enforced as a whole by one request for each of some partitions;
   * empty if there is more to it.
   *
   * @param conditions the parts of the condition, as the user has written them
   */
  public static Optional<CqlPredicate> whole(
      PushableTable table, List<ResolvedExpression> conditions) {
    Result result = divide(table, Conjunction.byColumn(conditions));
    return result.remaining().isEmpty() && result.predicate().partitions() != null
        ? Optional.of(result.predicate())
        : Optional.empty();
  }

  /** The partitions, if each column of the partition key is restricted to single values. */
  private static Optional<List<PartitionKey>> partitions(
      PushableTable table,
      Map<String, List<ResolvedExpression>> byColumn,
      List<ResolvedExpression> accepted) {
    if (table.partition().isEmpty()) {
      return Optional.empty();
    }
    List<ResolvedExpression> used = new ArrayList<>();
    List<List<CqlValue>> keys = List.of(List.of());
    for (PushableColumn column : table.partition()) {
      Optional<ResolvedExpression> condition = onlyOne(byColumn.get(column.name()));
      Optional<List<CqlValue>> values =
          condition.flatMap(Restrictions::of).flatMap(r -> points(column, r));
      if (values.isEmpty() || (long) keys.size() * values.get().size() > MOST_PARTITIONS) {
        return Optional.empty();
      }
      used.add(condition.get());
      keys = product(keys, values.get());
    }
    accepted.addAll(used);
    return Optional.of(keys.stream().map(PartitionKey::new).toList());
  }

  private static List<List<CqlValue>> product(List<List<CqlValue>> keys, List<CqlValue> values) {
    List<List<CqlValue>> longer = new ArrayList<>();
    for (List<CqlValue> key : keys) {
      for (CqlValue value : values) {
        List<CqlValue> next = new ArrayList<>(key);
        next.add(value);
        longer.add(next);
      }
    }
    return longer;
  }

  /** The single values to which a column is restricted; a range of whole numbers is such, too. */
  private static Optional<List<CqlValue>> points(PushableColumn column, Restriction restriction) {
    if (!column.equalityIsTheSame()) {
      return Optional.empty();
    }
    return restriction.isPoints()
        ? encoded(column, restriction.points())
        : WholeNumbers.between(column, restriction, MOST_PARTITIONS)
            .flatMap(values -> encoded(column, values));
  }

  private static Optional<List<CqlValue>> encoded(PushableColumn column, List<Object> values) {
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

  /** Single values for the first clustering columns, and at the end a range of one. */
  private static List<Condition> clustering(
      PushableTable table,
      Map<String, List<ResolvedExpression>> byColumn,
      List<ResolvedExpression> accepted) {
    List<Condition> conditions = new ArrayList<>();
    for (PushableColumn column : table.clustering()) {
      Optional<ResolvedExpression> expression = onlyOne(byColumn.get(column.name()));
      Optional<Restriction> restriction = expression.flatMap(Restrictions::of);
      Optional<List<Condition>> ofColumn = restriction.flatMap(r -> conditions(column, r));
      if (ofColumn.isEmpty()) {
        break;
      }
      accepted.add(expression.get());
      conditions.addAll(ofColumn.get());
      if (!restriction.get().isPoints()) {
        break;
      }
    }
    return conditions;
  }

  private static Optional<List<Condition>> conditions(
      PushableColumn column, Restriction restriction) {
    boolean sameMeaning =
        restriction.isPoints() ? column.equalityIsTheSame() : column.orderIsTheSame();
    if (!sameMeaning || !isOneRange(restriction)) {
      return Optional.empty();
    }
    List<Condition> conditions = new ArrayList<>();
    for (Restriction.Comparison comparison : restriction.comparisons()) {
      Optional<List<CqlValue>> values = encoded(column, comparison.values());
      if (values.isEmpty()) {
        return Optional.empty();
      }
      conditions.add(new Condition(column.name(), comparison.operator(), values.get()));
    }
    return Optional.of(conditions);
  }

  /** CQL takes one bound in each direction. */
  private static boolean isOneRange(Restriction restriction) {
    long lower = count(restriction, Operator.GREATER, Operator.GREATER_OR_EQUAL);
    long upper = count(restriction, Operator.LESS, Operator.LESS_OR_EQUAL);
    return lower <= 1 && upper <= 1;
  }

  private static long count(Restriction restriction, Operator one, Operator other) {
    return restriction.comparisons().stream()
        .filter(c -> c.operator() == one || c.operator() == other)
        .count();
  }

  /** The planner puts what it can into one condition for each column; the rest is left to Flink. */
  private static Optional<ResolvedExpression> onlyOne(List<ResolvedExpression> conditions) {
    return conditions == null ? Optional.empty() : Optional.of(conditions.get(0));
  }
}
