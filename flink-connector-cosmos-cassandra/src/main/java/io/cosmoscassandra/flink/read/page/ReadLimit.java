package io.cosmoscassandra.flink.read.page;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.ReadFailureException;
import com.datastax.oss.driver.api.core.servererrors.ReadTimeoutException;
import io.cosmoscassandra.flink.client.failure.Causes;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/** A limit of the server that a request for less would keep to. */
@Internal
public enum ReadLimit {
  /** The page took too long to put together; a page of fewer rows takes less. */
  TIME("the server's time limit"),

  /**
   * The request met too many tombstones. A page of fewer rows meets as many, since a page counts
   * rows only; a smaller range of tokens meets fewer.
   */
  TOMBSTONES("more tombstones than the server passes in one request");

  private final String description;

  ReadLimit(String description) {
    this.description = description;
  }

  /** The limit as messages name it. */
  public String description() {
    return description;
  }

  /** The reason that replicas give since version 5 of the protocol. */
  private static final int TOO_MANY_TOMBSTONES = 1;

  /** The limit that a request has met; null if it failed of something else. */
  @Nullable
  static ReadLimit of(Throwable error) {
    Throwable cause = Causes.unwrap(error);
    if (cause instanceof ReadTimeoutException || cause instanceof DriverTimeoutException) {
      return TIME;
    }
    return cause instanceof ReadFailureException failure
            && failure.getReasonMap().containsValue(TOO_MANY_TOMBSTONES)
        ? TOMBSTONES
        : null;
  }
}
