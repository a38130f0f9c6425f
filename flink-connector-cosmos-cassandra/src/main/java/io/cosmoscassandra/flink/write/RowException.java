package io.cosmoscassandra.flink.write;

import java.io.IOException;
import org.apache.flink.annotation.Internal;

/** Thrown for a row that the database will never accept; only another row would succeed. */
@Internal
public final class RowException extends IOException {

  public RowException(String message) {
    super(message);
  }

  public RowException(String message, Throwable cause) {
    super(message, cause);
  }
}
