package io.cosmoscassandra.flink.write;

import org.apache.flink.annotation.Internal;

/** Receives reports on an applier's work. Calls come from several threads, one at a time. */
@Internal
public interface ApplierMetrics {

  /** Ignores all reports. */
  ApplierMetrics NONE = new ApplierMetrics() {};

  /** A request was acknowledged. */
  default void acknowledged(int writes, long bytes, long latencyNanos, double requestUnits) {}

  /** A request will be sent again. */
  default void retried() {}

  /** The database rejected a request because it has too much to do. */
  default void throttled() {}

  /** A row was skipped for good. */
  default void skipped() {}

  /** A request failed, whether or not it will be sent again. */
  default void failed() {}
}
