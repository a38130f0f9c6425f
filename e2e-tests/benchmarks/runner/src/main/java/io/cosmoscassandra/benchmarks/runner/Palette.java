package io.cosmoscassandra.benchmarks.runner;

/** The colours of the charts: one a program, a lighter one for a second part. */
final class Palette {

  private static final String[] LINES = {
    "#0969da", "#1a7f37", "#bc4c00", "#8250df", "#cf222e", "#6e7781"
  };

  private Palette() {}

  static String colour(Contender contender, int part) {
    boolean first = part == 0;
    return switch (contender.program()) {
      case DRIVER -> first ? "#6e7781" : "#c4cad0";
      case SINK -> first ? "#0969da" : "#a5cdff";
      case SPARK_3_5 -> first ? "#bc4c00" : "#ffc69b";
      case FLINK_1_16 -> first ? "#8250df" : "#d8b9ff";
    };
  }

  static String ofLine(int index) {
    return LINES[index % LINES.length];
  }

  static String label(Summary summary) {
    String title = summary.who().title();
    return summary.x() == 0 ? title : "%s, %s".formatted(title, Figures.shortest(summary.x()));
  }
}
