package io.cosmoscassandra.benchmarks.runner;

import java.util.List;

/** A bar a contender, in one piece or several, with the range of the rounds as a thin line. */
record BarChart(String name, String title, int digits, List<String> figures) implements Chart {

  private static final int LABELS = 360;
  private static final int BARS = 420;
  private static final int NUMBERS = 110;
  private static final int HEAD = 48;
  private static final int ROW = 24;
  private static final int BAR = 16;

  @Override
  public String draw(String scenario, List<Summary> summaries) {
    List<Summary> shown =
        summaries.stream().filter(summary -> !Double.isNaN(sum(summary))).toList();
    double largest =
        shown.stream()
            .mapToDouble(
                summary -> figures.size() == 1 ? summary.most(figures.get(0)) : sum(summary))
            .max()
            .orElse(0);
    if (largest == 0) {
      return "";
    }
    Svg svg = new Svg(LABELS + BARS + NUMBERS, HEAD + ROW * shown.size() + ROW / 2);
    svg.heading(12, 26, "%s: %s".formatted(scenario, title));
    for (int i = 0; i < shown.size(); i++) {
      double y = HEAD + (double) ROW * i;
      bar(svg, shown.get(i), y, BARS / largest);
    }
    return svg.end();
  }

  private void bar(Svg svg, Summary summary, double y, double scale) {
    svg.label(LABELS - 8.0, y + 12, "end", Palette.label(summary));
    double x = LABELS;
    for (int i = 0; i < figures.size(); i++) {
      double width = summary.median(figures.get(i)) * scale;
      svg.rectangle(x, y, width, BAR, Palette.colour(summary.who(), i));
      x += width;
    }
    if (figures.size() == 1) {
      double middle = y + BAR / 2.0;
      double least = LABELS + summary.least(figures.get(0)) * scale;
      double most = LABELS + summary.most(figures.get(0)) * scale;
      svg.line(least, middle, most, middle, Svg.INK, 1);
      x = Math.max(x, most);
    }
    svg.label(x + 6, y + 12, "start", Figures.fixed(sum(summary), digits));
  }

  private double sum(Summary summary) {
    return figures.stream().mapToDouble(summary::median).sum();
  }
}
