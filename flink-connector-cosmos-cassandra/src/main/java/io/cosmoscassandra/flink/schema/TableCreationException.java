package io.cosmoscassandra.flink.schema;

import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/** A table could not be created, or not be used in time; the message says what to do by hand. */
@Internal
public final class TableCreationException extends RuntimeException {

  public TableCreationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
