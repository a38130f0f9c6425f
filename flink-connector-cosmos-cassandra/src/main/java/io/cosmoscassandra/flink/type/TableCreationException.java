package io.cosmoscassandra.flink.type;

import org.apache.flink.annotation.Internal;

/** A table could not be created, or not be used in time; the message says what to do by hand. */
@Internal
public final class TableCreationException extends RuntimeException {

  TableCreationException(String message, Throwable cause) {
    super(message, cause);
  }
}
