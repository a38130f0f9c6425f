package io.cosmoscassandra.flink.write;

import org.apache.flink.annotation.Internal;

/**
 * What an applier tells about its work. Calls come from several threads, but never two at a time.
 */
@Internal
public interface ApplierMetrics {

  /** Tells nobody. */
  ApplierMetrics NONE = new ApplierMetrics() {};

  /** A request was acknowledged. */
  default void acknowledged(int writes, long bytes, long latencyNanos, double requestUnits) {}

  /** A request is going to be sent once more. */
  default void retried() {}

  /** The database said that it has too much to do. */
  default void throttled() {}

  /** A row was left out for good. */
  default void skipped() {}

  /** A request failed, whatever becomes of it. */
  default void failed() {}
}
