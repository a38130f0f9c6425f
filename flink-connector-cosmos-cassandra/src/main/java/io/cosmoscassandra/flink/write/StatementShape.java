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

  boolean expires() {
    return ownTtl || defaultTtl != Mutation.NO_TTL;
  }
}
