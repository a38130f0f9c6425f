package io.cosmoscassandra.flink.table.pushdown;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the rules of push-down must know about a live table.
 *
 * @param partition the columns of the partition key that are declared in Flink; empty if one of
 *     them is not
 * @param clustering the clustering columns up to the first that is not declared in Flink
 */
public record PushableTable(List<PushableColumn> partition, List<PushableColumn> clustering) {

  public PushableTable {
    partition = List.copyOf(partition);
    clustering = List.copyOf(clustering);
  }

  Optional<PushableColumn> column(String name) {
    return Stream.concat(partition.stream(), clustering.stream())
        .filter(column -> column.name().equals(name))
        .findFirst();
  }
}
