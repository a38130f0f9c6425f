package io.cosmoscassandra.flink.simulation.world;

/**
 * How a database decides between writes of one row.
 *
 * @param cellTimestamps whether each cell has its own timestamp, or the whole row one
 * @param tombstones whether a deleted row leaves something that outlasts older writes
 */
public record Semantics(boolean cellTimestamps, boolean tombstones) {

  /** Apache Cassandra, and Cosmos DB with all its flags set. */
  public static final Semantics CASSANDRA = new Semantics(true, true);

  /** Cosmos DB without cell-level timestamps. */
  public static final Semantics ROW_TIMESTAMPS = new Semantics(false, true);

  /** Cosmos DB if nothing stays of a deleted row. */
  public static final Semantics NO_TOMBSTONES = new Semantics(false, false);
}
