package io.cosmoscassandra.flink.read.page;

import org.apache.flink.annotation.Internal;

/** A row cannot be read as it was declared, or a request for rows failed for good. */
@Internal
public final class ReadException extends RuntimeException {

  public ReadException(String message) {
    super(message);
  }

  public ReadException(String message, Throwable cause) {
    super(message, cause);
  }
}
