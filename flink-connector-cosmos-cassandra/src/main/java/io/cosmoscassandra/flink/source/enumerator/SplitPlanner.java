package io.cosmoscassandra.flink.source.enumerator;

import io.cosmoscassandra.flink.source.split.CassandraSplit;
import java.util.List;

/** Divides a table into splits, on a thread that may wait for the database. */
@FunctionalInterface
interface SplitPlanner {

  /** The splits, in the order in which they should be read. */
  List<CassandraSplit> plan() throws Exception;
}
