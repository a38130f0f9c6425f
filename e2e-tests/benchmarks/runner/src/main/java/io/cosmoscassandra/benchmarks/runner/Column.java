package io.cosmoscassandra.benchmarks.runner;

import java.util.Locale;

/**
 * A column of a table.
 *
 * @param figure what it shows of each contender
 * @param kind what of several rounds
 */
record Column(String heading, String figure, double factor, int digits, Kind kind) {

  /** What is shown of several rounds. */
  enum Kind {
    /** The median alone. */
    MEDIAN,
    /** The median, and least and most. */
    RANGE,
    /** The most, where one round is bad enough. */
    MOST,
    /** In how many there is such a figure. */
    COUNT
  }

  static Column median(String heading, String figure, int digits) {
    return new Column(heading, figure, 1, digits, Kind.MEDIAN);
  }

  static Column range(String heading, String figure, int digits) {
    return new Column(heading, figure, 1, digits, Kind.RANGE);
  }

  static Column most(String heading, String figure) {
    return new Column(heading, figure, 1, 0, Kind.MOST);
  }

  static Column count(String heading, String figure) {
    return new Column(heading, figure, 1, 0, Kind.COUNT);
  }

  /** In percent. */
  static Column share(String heading, String figure) {
    return new Column(heading + ", %", figure, 100, 1, Kind.MEDIAN);
  }

  String cell(Summary summary) {
    double value =
        switch (kind) {
          case MEDIAN, RANGE -> summary.median(figure);
          case MOST -> summary.most(figure);
          case COUNT -> summary.count(figure);
        };
    if (Double.isNaN(value)) {
      return "–";
    }
    String text = Figures.fixed(value * factor, digits);
    return kind == Kind.RANGE
        ? String.format(
            Locale.ROOT,
            "%s (%s – %s)",
            text,
            Figures.fixed(summary.least(figure) * factor, digits),
            Figures.fixed(summary.most(figure) * factor, digits))
        : text;
  }
}
