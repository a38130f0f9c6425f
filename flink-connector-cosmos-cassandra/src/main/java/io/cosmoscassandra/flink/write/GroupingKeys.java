package io.cosmoscassandra.flink.write;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.schema.MappedTable;
import org.apache.flink.annotation.Internal;

/** Tells which mutations may share a request: those with equal keys. */
@FunctionalInterface
@Internal
public interface GroupingKeys {

  Object of(Mutation mutation);

  /** Mutations of one partition belong together. */
  static GroupingKeys byPartition(int partitionColumns) {
    return mutation ->
        new MutationKey(mutation.cells(), Cells.lengthOf(mutation.cells(), partitionColumns));
  }

  /**
   * Mutations whose partitions live on the same nodes belong together. As long as the driver does
   * not know where a partition lives, it is the partition that counts. To be used by one applier
   * only.
   */
  static GroupingKeys byReplicas(CqlSession session, MappedTable table) {
    return new ReplicaSets(session.getMetadata()::getTokenMap, table)::of;
  }
}
