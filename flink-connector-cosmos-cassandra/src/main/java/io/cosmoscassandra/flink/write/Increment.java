package io.cosmoscassandra.flink.write;

import org.apache.flink.annotation.Internal;

/** Adds to counters. It cannot be repeated or replaced, and has no times of its own. */
@Internal
@SuppressWarnings("ArrayRecordComponent") // mutations are identified by their keys, never compared
public record Increment(byte[] cells, int keyLength) implements Mutation {

  @Override
  public int ttl() {
    return NO_TTL;
  }

  @Override
  public long writetime() {
    return NO_WRITETIME;
  }

  @Override
  public boolean replaces(Mutation earlier) {
    return false;
  }
}
