package io.cosmoscassandra.flink.write;

import org.apache.flink.annotation.Internal;

/**
 * The statements with which a table is written.
 *
 * @param ownTtl whether rows may have a time to live of their own
 * @param defaultTtl the seconds that the others live, or {@link Mutation#NO_TTL}
 * @param deletes whether rows may be deleted
 * @param partial whether only some columns are the sink's own, so that a delete leaves the others
 */
@Internal
public record StatementShape(boolean ownTtl, int defaultTtl, boolean deletes, boolean partial) {

  boolean expires() {
    return ownTtl || defaultTtl != Mutation.NO_TTL;
  }
}
