package io.cosmoscassandra.flink.write;

/** Counts what an applier reports. */
final class CountingMetrics implements ApplierMetrics {

  int written;
  int retried;
  int throttled;
  int skipped;

  @Override
  public void acknowledged(int writes, long bytes, long latencyNanos, double requestUnits) {
    written += writes;
  }

  @Override
  public void retried() {
    retried++;
  }

  @Override
  public void throttled() {
    throttled++;
  }

  @Override
  public void skipped() {
    skipped++;
  }
}
