package io.cosmoscassandra.flink.codec;

import io.cosmoscassandra.flink.text.ShownValue;
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

  /** The value is none of those that the type takes. */
  static ValueException unfit(Object value, String type, String takes) {
    return new ValueException(unfitMessage(value, type, takes));
  }

  static ValueException unfit(Object value, String type, String takes, Throwable cause) {
    return new ValueException(unfitMessage(value, type, takes), cause);
  }

  /** The same complaint about a part of a larger value. */
  ValueException at(String part) {
    return new ValueException(part + ": " + getMessage(), getCause());
  }

  private static String unfitMessage(Object value, String type, String takes) {
    return "%s does not fit %s, which takes %s".formatted(ShownValue.of(value), type, takes);
  }
}
