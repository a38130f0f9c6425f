package io.cosmoscassandra.benchmarks.runner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A line a contender over the scale of a scenario.
 *
 * @param logarithmic whether both axes are; otherwise both begin at zero
 */
record LineChart(String name, String title, String scale, String figure, boolean logarithmic)
    implements Chart {

  private static final int LEFT = 80;
  private static final int TOP = 48;
  private static final int WIDTH = 480;
  private static final int HEIGHT = 260;
  private static final int LEGEND = 330;
  private static final int BOTTOM = 56;
  private static final int TICKS = 4;

  @Override
  public String draw(String scenario, List<Summary> summaries) {
    List<Summary> shown =
        summaries.stream()
            .filter(summary -> summary.x() != 0 && !Double.isNaN(summary.median(figure)))
            .toList();
    if (shown.isEmpty()) {
      return "";
    }
    Axis across = Axis.of(shown.stream().map(Summary::x).toList(), logarithmic, WIDTH);
    Axis up =
        Axis.of(
            shown.stream().map(summary -> summary.median(figure)).toList(), logarithmic, HEIGHT);
    Svg svg = new Svg(LEFT + WIDTH + LEGEND, TOP + HEIGHT + BOTTOM);
    svg.heading(12, 26, "%s: %s".formatted(scenario, title));
    for (double tick : up.ticks(TICKS)) {
      double y = TOP + HEIGHT - up.place(tick);
      svg.line(LEFT, y, LEFT + WIDTH, y, Svg.FAINT, 1);
      svg.label(LEFT - 8.0, y + 4, "end", Figures.rounded(tick));
    }
    for (double x : shown.stream().map(Summary::x).distinct().toList()) {
      double place = LEFT + across.place(x);
      svg.line(place, TOP, place, TOP + HEIGHT, Svg.FAINT, 1);
      svg.label(place, TOP + HEIGHT + 18.0, "middle", Figures.shortest(x));
    }
    svg.label(LEFT + WIDTH / 2.0, TOP + HEIGHT + 40.0, "middle", scale);
    Map<Contender, List<Summary>> lines =
        shown.stream()
            .collect(Collectors.groupingBy(Summary::who, LinkedHashMap::new, Collectors.toList()));
    int number = 0;
    for (Map.Entry<Contender, List<Summary>> line : lines.entrySet()) {
      draw(svg, line.getValue(), across, up, Palette.ofLine(number));
      double y = TOP + 12 + 22.0 * number;
      svg.circle(LEFT + WIDTH + 20.0, y - 4, 5, Palette.ofLine(number));
      svg.label(LEFT + WIDTH + 32.0, y, "start", line.getKey().title());
      number++;
    }
    return svg.end();
  }

  private void draw(Svg svg, List<Summary> points, Axis across, Axis up, String colour) {
    double lastX = Double.NaN;
    double lastY = Double.NaN;
    for (Summary point : points) {
      double x = LEFT + across.place(point.x());
      double y = TOP + HEIGHT - up.place(point.median(figure));
      if (!Double.isNaN(lastX)) {
        svg.line(lastX, lastY, x, y, colour, 2);
      }
      svg.circle(x, y, 4, colour);
      lastX = x;
      lastY = y;
    }
  }
}
