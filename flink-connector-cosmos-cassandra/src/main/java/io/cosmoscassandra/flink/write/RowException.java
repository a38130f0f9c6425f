package io.cosmoscassandra.flink.write;

import java.io.IOException;
import org.apache.flink.annotation.Internal;

/** One row can't be written, now or ever: it is the row that has to change, not the moment. */
@Internal
public final class RowException extends IOException {

  public RowException(String message) {
    super(message);
  }

  public RowException(String message, Throwable cause) {
    super(message, cause);
  }
}
