package io.cosmoscassandra.flink.table.pushdown;

import io.cosmoscassandra.flink.read.CqlPredicate.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions that the server evaluates besides those that name a place in the order of the key.
 *
 * @param columns the columns that it can compare with values
 * @param withoutIndex whether it may read rows only to find that they do not meet a condition
 * @param lists whether it knows {@code IN} for columns outside of the key
 */
public record Filtering(List<FilterColumn> columns, boolean withoutIndex, boolean lists) {

  /** No further conditions. */
  public static final Filtering NONE = new Filtering(List.of(), false, false);

  public Filtering {
    columns = List.copyOf(columns);
  }

  /** The names of the columns of which storage-attached indexes find single values. */
  public List<String> attachedIndexes() {
    return columns.stream()
        .filter(c -> c.index() == FilterColumn.Index.STORAGE_ATTACHED)
        .filter(c -> c.column().equalityIsTheSame())
        .map(c -> c.column().name())
        .toList();
  }

  /**
   * The same beside conditions on the first clustering columns. The server takes these together
   * with conditions on the others, and an index must find all of them then.
   */
  Filtering besideClustering() {
    return withoutIndex
        ? this
        : new Filtering(columns.stream().filter(c -> !c.key()).toList(), false, lists);
  }

  Filtering without(Set<String> names) {
    return new Filtering(
        columns.stream().filter(c -> !names.contains(c.column().name())).toList(),
        withoutIndex,
        lists);
  }

  /** Whether a storage-attached index finds the rows that meet a condition. */
  public boolean finds(Condition condition) {
    return column(condition.column())
        .filter(column -> column.index() == FilterColumn.Index.STORAGE_ATTACHED)
        .filter(column -> ServerFilters.isFound(column, condition.operator()))
        .isPresent();
  }

  Optional<FilterColumn> column(String name) {
    return columns.stream().filter(c -> c.column().name().equals(name)).findFirst();
  }
}
