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

  /** For machines: nothing but digits and a point. */
  static String plain(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  /** With no more digits than anybody reads beside an axis. */
  static String rounded(double value) {
    return value >= 10 || value == 0 ? fixed(value, 0) : fixed(value, value >= 1 ? 1 : 3);
  }

  /** With so many digits after the point. */
  static String fixed(double value, int digits) {
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }
}
