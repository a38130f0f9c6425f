package io.cosmoscassandra.benchmarks.runner;

import java.util.Locale;

/** How numbers are written for people. */
final class Figures {

  private Figures() {}

  /** Without the zeros that a double brings. */
  static String shortest(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Double.toString(value);
  }

  /** With so many digits after the point. */
  static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
