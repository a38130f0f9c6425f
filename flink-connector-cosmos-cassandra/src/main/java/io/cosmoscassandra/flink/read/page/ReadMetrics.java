package io.cosmoscassandra.flink.read.page;

import org.apache.flink.annotation.Internal;

/** Receives reports on requests for rows. Calls come from several threads, one at a time. */
@Internal
public interface ReadMetrics {

  /** Ignores all reports. */
  ReadMetrics NONE = new ReadMetrics() {};

  /** A page has come. */
  default void acknowledged(long latencyNanos, double requestUnits) {}

  /** A request is sent again. */
  default void retried() {}

  /** The database rejected a request because it has too much to do. */
  default void throttled() {}
}
