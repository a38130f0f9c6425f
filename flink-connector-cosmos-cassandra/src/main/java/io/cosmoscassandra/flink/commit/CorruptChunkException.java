package io.cosmoscassandra.flink.commit;

import java.io.IOException;

/** A chunk is not what was staged. */
final class CorruptChunkException extends IOException {

  CorruptChunkException(String message) {
    super(message);
  }

  CorruptChunkException(String message, Throwable cause) {
    super(message, cause);
  }
}
