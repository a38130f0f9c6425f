package io.cosmoscassandra.flink.read;

/** A request met a limit of the server; the caller must ask for less. */
final class TooMuchAtOnceException extends RuntimeException {

  private final transient ReadLimit limit;

  TooMuchAtOnceException(ReadLimit limit, Throwable cause) {
    super("A request met " + limit.description(), cause);
    this.limit = limit;
  }

  ReadLimit limit() {
    return limit;
  }
}
