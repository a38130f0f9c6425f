package io.cosmoscassandra.flink.sink;

import javax.annotation.concurrent.GuardedBy;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;

/** Counts request units, which come in fractions, in a metric of whole ones. */
final class UnitCounter {

  private static final int SECONDS = 10;

  private final Counter whole;

  /** Less than one unit. */
  @GuardedBy("this")
  private double rest;

  UnitCounter(MetricGroup group, String name) {
    this.whole = ApplyMetrics.counter(group, name);
  }

  /** Shows beside the sum how many there are in a second, on average over some. */
  UnitCounter withRate(MetricGroup group, String name) {
    Meter unused = group.meter(name, new MeterView(whole, SECONDS));
    return this;
  }

  synchronized void add(double units) {
    rest += units;
    long full = (long) rest;
    whole.inc(full);
    rest -= full;
  }
}
