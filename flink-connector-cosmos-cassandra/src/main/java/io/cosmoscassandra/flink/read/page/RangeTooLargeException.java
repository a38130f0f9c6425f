package io.cosmoscassandra.flink.read.page;

import org.apache.flink.annotation.Internal;

/** The rows behind a place are too much for one request, however few of them it returns. */
@Internal
public final class RangeTooLargeException extends RuntimeException {

  public RangeTooLargeException(ReadLimit limit, Throwable cause) {
    super("A request met " + limit.description(), cause);
  }
}
