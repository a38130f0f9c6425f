package io.cosmoscassandra.flink.codec;

import org.apache.flink.annotation.Internal;

/** A Flink type and a CQL type do not go together; the message says what would. */
@Internal
public final class IncompatibleTypeException extends Exception {

  public IncompatibleTypeException(String message) {
    super(message);
  }

  /** The same complaint about a part of a larger type. */
  IncompatibleTypeException at(String part) {
    return new IncompatibleTypeException(part + ": " + getMessage());
  }
}
