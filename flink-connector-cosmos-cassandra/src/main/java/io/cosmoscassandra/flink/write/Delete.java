package io.cosmoscassandra.flink.write;

import org.apache.flink.annotation.Internal;

/** Deletes a row, or only the columns that the sink writes if its inserts are partial. */
@Internal
@SuppressWarnings("ArrayRecordComponent") // mutations are identified by their keys, never compared
public record Delete(byte[] cells, long writetime) implements Mutation {

  @Override
  public int keyLength() {
    return cells.length;
  }

  @Override
  public int ttl() {
    return NO_TTL;
  }

  @Override
  public boolean replaces(Mutation earlier) {
    return !hasOwnTimes() && !earlier.hasOwnTimes() && !(earlier instanceof Increment);
  }
}
