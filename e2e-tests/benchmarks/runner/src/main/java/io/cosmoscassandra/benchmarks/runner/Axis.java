package io.cosmoscassandra.benchmarks.runner;

import java.util.ArrayList;
import java.util.List;

/** Where a value stands on an axis of so many pixels. */
record Axis(double low, double high, boolean logarithmic, double length) {

  static Axis of(List<Double> values, boolean logarithmic, double length) {
    double largest = values.stream().mapToDouble(value -> value).max().orElse(1);
    double smallest = values.stream().mapToDouble(value -> value).min().orElse(0);
    if (logarithmic) {
      double low = Math.pow(10, Math.floor(Math.log10(Math.max(smallest, 1e-3))));
      double high = Math.pow(10, Math.ceil(Math.log10(Math.max(largest, 1e-3))));
      return new Axis(low, Math.max(high, 10 * low), true, length);
    }
    return new Axis(0, largest == 0 ? 1 : largest * 1.1, false, length);
  }

  double place(double value) {
    return length
        * (logarithmic
            ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
            : (value - low) / (high - low));
  }

  /** Values to write beside it. */
  List<Double> ticks(int count) {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      for (double tick = low; tick <= high * 1.001; tick *= 10) {
        ticks.add(tick);
      }
      return ticks;
    }
    for (int i = 0; i <= count; i++) {
      ticks.add(low + (high - low) * i / count);
    }
    return ticks;
  }
}
