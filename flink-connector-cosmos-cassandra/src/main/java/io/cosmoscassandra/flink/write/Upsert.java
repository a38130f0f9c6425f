package io.cosmoscassandra.flink.write;

import org.apache.flink.annotation.Internal;

/**
 * Writes the cells that are set, and creates the row if it does not exist.
 *
 * @param merges whether collections are changed element by element, so that what earlier writes did
 *     to them stays
 */
@Internal
@SuppressWarnings("ArrayRecordComponent") // mutations are identified by their keys, never compared
public record Upsert(byte[] cells, int keyLength, int ttl, long writetime, boolean merges)
    implements Mutation {

  /** An upsert that overwrites. */
  public Upsert(byte[] cells, int keyLength, int ttl, long writetime) {
    this(cells, keyLength, ttl, writetime, false);
  }

  @Override
  public boolean replaces(Mutation earlier) {
    return !merges
        && earlier instanceof Upsert other
        && !hasOwnTimes()
        && !other.hasOwnTimes()
        && Cells.cover(cells, other.cells, keyLength);
  }
}
