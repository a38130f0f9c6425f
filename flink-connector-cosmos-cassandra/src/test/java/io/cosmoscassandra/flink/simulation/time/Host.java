package io.cosmoscassandra.flink.simulation.time;

/** A machine whose clock is off. */
public final class Host {

  private final Scheduler scheduler;
  private long offsetMicros;

  public Host(Scheduler scheduler, long offsetMicros) {
    this.scheduler = scheduler;
    this.offsetMicros = offsetMicros;
  }

  /** The time that its clock shows. */
  public long micros() {
    return scheduler.micros() + offsetMicros;
  }

  public void setOffset(long micros) {
    offsetMicros = micros;
  }
}
