package io.cosmoscassandra.flink.write;

import org.apache.flink.annotation.Internal;

/**
 * Deletes what the sink writes of a row: the whole row, or its columns if the insert is partial.
 */
@Internal
@SuppressWarnings("ArrayRecordComponent") // mutations are told apart by their keys, never compared
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
