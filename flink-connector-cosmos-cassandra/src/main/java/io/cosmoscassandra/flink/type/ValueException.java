package io.cosmoscassandra.flink.type;

import org.apache.flink.annotation.Internal;

/**
 * A value does not fit its column: too large, too precise, or not to be parsed. The message says
 * what the value is and what the column takes; the column's name is added by the caller.
 */
@Internal
public final class ValueException extends RuntimeException {

  public ValueException(String message) {
    super(message);
  }

  public ValueException(String message, Throwable cause) {
    super(message, cause);
  }
}
