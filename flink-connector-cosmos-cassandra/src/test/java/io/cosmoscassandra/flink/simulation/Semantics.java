package io.cosmoscassandra.flink.simulation;

/**
 * How a database decides between writes of one row.
 *
 * @param cellTimestamps whether each cell has its own timestamp, or the whole row one
 * @param tombstones whether a deleted row leaves something that outlasts older writes
 */
record Semantics(boolean cellTimestamps, boolean tombstones) {

  /** Apache Cassandra, and Cosmos DB with all its flags set. */
  static final Semantics CASSANDRA = new Semantics(true, true);

  /** Cosmos DB without cell-level timestamps. */
  static final Semantics ROW_TIMESTAMPS = new Semantics(false, true);

  /** Cosmos DB if nothing stays of a deleted row. */
  static final Semantics NO_TOMBSTONES = new Semantics(false, false);
}
