package io.cosmoscassandra.flink.write;

/** Shows a simulated target what the real one binds to its statements. */
public final class WriteTimes {

  private WriteTimes() {}

  public static long timestamp(Write write) {
    return write.timestamp();
  }

  public static int remainingTtl(Write write, int defaultTtl, long nowMicros) {
    return write.remainingTtl(defaultTtl, nowMicros);
  }
}
