package io.cosmoscassandra.flink.commit.chunk;

import java.io.IOException;

/** A chunk differs from the one that was staged. */
public final class CorruptChunkException extends IOException {

  public CorruptChunkException(String message) {
    super(message);
  }

  public CorruptChunkException(String message, Throwable cause) {
    super(message, cause);
  }
}
