package io.cosmoscassandra.flink.client.failure;

import org.apache.flink.annotation.Internal;

/** A session could not be opened, or cannot be used; the message names the options to check. */
@Internal
public final class ConnectionException extends RuntimeException {

  public ConnectionException(String message) {
    super(message);
  }

  public ConnectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
