package io.cosmoscassandra.flink.simulation.world;

/**
 * Rules by which a database resolves writes of one row.
 *
 * @param cellTimestamps whether each cell has a timestamp of its own, rather than the row
 * @param tombstones whether a deleted row leaves a tombstone, which hides older writes
 */
public record Semantics(boolean cellTimestamps, boolean tombstones) {

  /** Apache Cassandra, or Cosmos DB with all its flags set. */
  public static final Semantics CASSANDRA = new Semantics(true, true);

  /** Cosmos DB without cell-level timestamps. */
  public static final Semantics ROW_TIMESTAMPS = new Semantics(false, true);

  /** Cosmos DB if deleted rows leave no tombstones. */
  public static final Semantics NO_TOMBSTONES = new Semantics(false, false);
}
