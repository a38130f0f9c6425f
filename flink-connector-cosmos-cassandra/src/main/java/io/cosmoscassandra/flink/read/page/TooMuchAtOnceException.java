package io.cosmoscassandra.flink.read.page;

import org.apache.flink.annotation.Internal;

/** A request met a limit of the server; the caller must ask for less. */
@Internal
public final class TooMuchAtOnceException extends RuntimeException {

  private final transient ReadLimit limit;

  TooMuchAtOnceException(ReadLimit limit, Throwable cause) {
    super("A request met " + limit.description(), cause);
    this.limit = limit;
  }

  public ReadLimit limit() {
    return limit;
  }
}
