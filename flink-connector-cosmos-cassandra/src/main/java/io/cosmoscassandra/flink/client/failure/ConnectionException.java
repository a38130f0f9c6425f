package io.cosmoscassandra.flink.client.failure;

import org.apache.flink.annotation.Internal;

/**
 * No session could be opened, or none that can be used; the message names the options to look at.
 */
@Internal
public final class ConnectionException extends RuntimeException {

  public ConnectionException(String message) {
    super(message);
  }

  public ConnectionException(String message, Throwable cause) {
    super(message, cause);
  }
}
