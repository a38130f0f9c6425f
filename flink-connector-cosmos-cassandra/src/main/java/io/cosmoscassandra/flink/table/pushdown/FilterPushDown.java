package io.cosmoscassandra.flink.table.pushdown;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.CqlPredicate.Condition;
import io.cosmoscassandra.flink.read.CqlPredicate.PartitionKey;
import io.cosmoscassandra.flink.read.CqlValue;
import java.util.ArrayList;
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
    Map<String, RestrictedColumn> byColumn = RestrictedColumn.byColumn(conditions);
    List<ResolvedExpression> accepted = new ArrayList<>();
    Optional<List<PartitionKey>> partitions = partitions(table, byColumn, accepted);
    List<Condition> enforced =
        partitions.isPresent()
            ? new ArrayList<>(clustering(table, byColumn, accepted))
            : new ArrayList<>();
    byColumn.values().removeIf(column -> accepted.containsAll(column.expressions()));
    Filtering filtering =
        enforced.isEmpty() ? table.filtering() : table.filtering().besideClustering();
    List<ServerFilters.Accepted> filters = ServerFilters.of(filtering, byColumn);
    for (ServerFilters.Accepted filter : filters) {
      accepted.addAll(filter.expressions());
      enforced.addAll(filter.conditions());
    }
    List<ResolvedExpression> remaining = new ArrayList<>(conditions);
    remaining.removeAll(accepted);
    return new Result(
        new CqlPredicate(
            partitions.orElse(null), enforced, filtering.withoutIndex() && !filters.isEmpty()),
        List.copyOf(accepted),
        remaining);
  }

  /**
   * The rows of a condition that is enforced as a whole by one request for each of some partitions;
   * empty if there is more to it.
   *
   * @param conditions the parts of the condition, as the user has written them
   */
  public static Optional<CqlPredicate> whole(
      PushableTable table, List<ResolvedExpression> conditions) {
    Result result = divide(table.onlyByKey(), Conjunction.byColumn(conditions));
    return result.remaining().isEmpty() && result.predicate().partitions() != null
        ? Optional.of(result.predicate())
        : Optional.empty();
  }

  /** The partitions, if each column of the partition key is restricted to single values. */
  private static Optional<List<PartitionKey>> partitions(
      PushableTable table,
      Map<String, RestrictedColumn> byColumn,
      List<ResolvedExpression> accepted) {
    if (table.partition().isEmpty()) {
      return Optional.empty();
    }
    List<ResolvedExpression> used = new ArrayList<>();
    List<List<CqlValue>> keys = List.of(List.of());
    for (PushableColumn column : table.partition()) {
      Optional<RestrictedColumn> restricted = Optional.ofNullable(byColumn.get(column.name()));
      Optional<List<CqlValue>> values = restricted.flatMap(r -> points(column, r.restriction()));
      if (values.isEmpty() || (long) keys.size() * values.get().size() > MOST_PARTITIONS) {
        return Optional.empty();
      }
      used.addAll(restricted.get().expressions());
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
        ? ColumnConditions.encoded(column, restriction.points())
        : WholeNumbers.between(column, restriction, MOST_PARTITIONS)
            .flatMap(values -> ColumnConditions.encoded(column, values));
  }

  /** Single values for the first clustering columns, and at the end a range of one. */
  private static List<Condition> clustering(
      PushableTable table,
      Map<String, RestrictedColumn> byColumn,
      List<ResolvedExpression> accepted) {
    List<Condition> conditions = new ArrayList<>();
    for (PushableColumn column : table.clustering()) {
      Optional<RestrictedColumn> restricted = Optional.ofNullable(byColumn.get(column.name()));
      Optional<List<Condition>> ofColumn =
          restricted.flatMap(r -> ColumnConditions.of(column, r.restriction()));
      if (ofColumn.isEmpty()) {
        break;
      }
      accepted.addAll(restricted.get().expressions());
      conditions.addAll(ofColumn.get());
      if (!restricted.get().restriction().isPoints()) {
        break;
      }
    }
    return conditions;
  }
}
