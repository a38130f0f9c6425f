package io.cosmoscassandra.flink.read;

import org.apache.flink.annotation.Internal;

/** A request met more tombstones than the server is willing to pass in one request. */
@Internal
public final class TombstonesException extends RuntimeException {

  TombstonesException(Throwable cause) {
    super("The server met too many tombstones", cause);
  }
}
