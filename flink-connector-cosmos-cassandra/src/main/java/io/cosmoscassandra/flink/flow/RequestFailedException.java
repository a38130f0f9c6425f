package io.cosmoscassandra.flink.flow;

import org.apache.flink.annotation.Internal;

/**
 * A request failed and is not retried any more. The message names the request, the reason and what
 * to do; the cause is the failure of the last attempt.
 */
@Internal
public final class RequestFailedException extends Exception {

  RequestFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
