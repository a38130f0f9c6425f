package io.cosmoscassandra.flink.table.pushdown;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules of push-down must know about a live table.
 *
 * @param partition the columns of the partition key that are declared in Flink; empty if one of
 *     them is not
 * @param clustering the clustering columns up to the first that is not declared in Flink
 * @param aggregatable the columns whose values belong to rows, and not to partitions that may have
 *     none
 * @param filtering the conditions that the server evaluates besides
 */
public record PushableTable(
    List<PushableColumn> partition,
    List<PushableColumn> clustering,
    List<PushableColumn> aggregatable,
    Filtering filtering) {

  public PushableTable {
    partition = List.copyOf(partition);
    clustering = List.copyOf(clustering);
    aggregatable = List.copyOf(aggregatable);
  }

  /** The same table, whose server evaluates conditions on the key only. */
  PushableTable onlyByKey() {
    return new PushableTable(partition, clustering, aggregatable, Filtering.NONE);
  }

  /**
   * The same table for a query whose rows have other values under some names, so that these name no
   * columns.
   */
  public PushableTable without(Set<String> names) {
    return new PushableTable(
        partition.stream().anyMatch(column -> names.contains(column.name()))
            ? List.of()
            : partition,
        clustering.stream().takeWhile(column -> !names.contains(column.name())).toList(),
        aggregatable.stream().filter(column -> !names.contains(column.name())).toList(),
        filtering.without(names));
  }

  Optional<PushableColumn> aggregatable(String name) {
    return aggregatable.stream().filter(column -> column.name().equals(name)).findFirst();
  }
}
