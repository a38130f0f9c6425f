package io.cosmoscassandra.flink.write;

import org.apache.flink.annotation.Internal;

/**
 * Shape of the statements that write to a table.
 *
 * @param ownTtl whether rows may have a time to live of their own
 * @param defaultTtl time to live of other rows in seconds, or {@link Mutation#NO_TTL}
 * @param deletes whether rows may be deleted
 * @param partial whether the sink owns only some columns, so that a delete must leave the others
 */
@Internal
public record StatementShape(boolean ownTtl, int defaultTtl, boolean deletes, boolean partial) {

  /**
   * The shape for rows that a checkpoint has promised. They may have been staged by a query that
   * deleted rows or gave them a time to live, though the query that is restored does neither.
   */
  public static StatementShape ofPromisedRows(int defaultTtl, boolean partial) {
    return new StatementShape(true, defaultTtl, true, partial);
  }

  /** Whether a mutation is written with a time to live. */
  boolean expires(Mutation mutation) {
    return mutation.ttl() != Mutation.NO_TTL || defaultTtl != Mutation.NO_TTL;
  }

  /** Whether there may be upserts with a time to live. */
  boolean anyExpires() {
    return ownTtl || defaultTtl != Mutation.NO_TTL;
  }

  /** Whether there may be upserts without a time to live. */
  boolean anyStays() {
    return defaultTtl == Mutation.NO_TTL;
  }
}
