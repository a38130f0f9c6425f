package io.cosmoscassandra.flink.commit.store;

import java.io.IOException;
import org.apache.flink.annotation.Internal;

/** The committer's tables could not be read or written, for as long as it was tried. */
@Internal
public final class CommitterTablesException extends IOException {

  CommitterTablesException(String message, Throwable cause) {
    super(message, cause);
  }
}
