package io.cosmoscassandra.flink.commit.store;

import java.io.IOException;
import org.apache.flink.annotation.Internal;

/** The committer tables could not be read or written, despite retries. */
@Internal
public final class CommitterTablesException extends IOException {

  CommitterTablesException(String message, Throwable cause) {
    super(message, cause);
  }
}
