package io.cosmoscassandra.flink.simulation;

/** A machine with a clock that is off. */
final class Host {

  private final Scheduler scheduler;
  private long offsetMicros;

  Host(Scheduler scheduler, long offsetMicros) {
    this.scheduler = scheduler;
    this.offsetMicros = offsetMicros;
  }

  /** What its clock shows. */
  long micros() {
    return scheduler.micros() + offsetMicros;
  }

  void setOffset(long micros) {
    offsetMicros = micros;
  }
}
