package io.cosmoscassandra.flink.write;

import org.apache.flink.annotation.Internal;

/** Writes the cells that are set, and creates the row if it does not exist. */
@Internal
@SuppressWarnings("ArrayRecordComponent") // mutations are identified by their keys, never compared
public record Upsert(byte[] cells, int keyLength, int ttl, long writetime) implements Mutation {

  @Override
  public boolean replaces(Mutation earlier) {
    return earlier instanceof Upsert other
        && !hasOwnTimes()
        && !other.hasOwnTimes()
        && Cells.cover(cells, other.cells, keyLength);
  }
}
