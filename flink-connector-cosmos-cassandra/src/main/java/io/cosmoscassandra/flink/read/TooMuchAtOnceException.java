package io.cosmoscassandra.flink.read;

/** A request met a limit of the server; the caller must ask for less. */
final class TooMuchAtOnceException extends RuntimeException {

  private final transient ReadLimit limit;

  TooMuchAtOnceException(ReadLimit limit, Throwable cause) {
    super("The request met the server's limit of " + limit, cause);
    this.limit = limit;
  }

  ReadLimit limit() {
    return limit;
  }
}
