package io.cosmoscassandra.flink.write;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.schema.MappedTable;
import org.apache.flink.annotation.Internal;

/** Assigns mutations a key: mutations with equal keys may share a request. */
@FunctionalInterface
@Internal
public interface GroupingKeys {

  Object of(Mutation mutation);

  /** Groups mutations of one partition. */
  static GroupingKeys byPartition(int partitionColumns) {
    return mutation ->
        new MutationKey(mutation.cells(), Cells.lengthOf(mutation.cells(), partitionColumns));
  }

  /**
   * Groups mutations whose partitions have the same replicas; mutations of one partition while the
   * driver does not know its replicas. For the use of a single applier.
   */
  static GroupingKeys byReplicas(CqlSession session, MappedTable table) {
    return new ReplicaSets(session.getMetadata()::getTokenMap, table)::of;
  }
}
