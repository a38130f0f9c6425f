package io.cosmoscassandra.flink.commit.chunk;

import java.io.IOException;

/** A chunk is not what was staged. */
public final class CorruptChunkException extends IOException {

  public CorruptChunkException(String message) {
    super(message);
  }

  public CorruptChunkException(String message, Throwable cause) {
    super(message, cause);
  }
}
