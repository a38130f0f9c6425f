package io.cosmoscassandra.benchmarks.runner;

import java.util.List;

/**
 * Compares this connector's reading with the best of each peer, by the ratios to the plain driver.
 */
final class ReadingHeadline {

  private static final List<String> HEADINGS =
      List.of(
          "scenario",
          "this connector, SQL",
          "this connector, best",
          "best of Spark",
          "Apache's",
          "SQL to the best peer",
          "client µs/row, SQL",
          "client µs/row, driver");

  private ReadingHeadline() {}

  /** A line for each scenario of some results that is about reading; empty if there is none. */
  static String of(List<Results> parts) {
    StringBuilder lines = new StringBuilder();
    for (String scenario : BenchmarkScenarios.names()) {
      for (Results part : parts) {
        if (Layout.of(scenario).isReading() && part.scenarios().contains(scenario)) {
          lines.append(line(scenario, Summary.of(part.of(scenario))));
        }
      }
    }
    return lines.isEmpty()
        ? ""
        : Report.row(HEADINGS) + "|---".repeat(HEADINGS.size()) + "|\n" + lines;
  }

  private static String line(String scenario, List<Summary> summaries) {
    // A copy has no reader alone: its promise stands for it.
    List<Contender> sql = List.of(Contender.SOURCE_SQL, Contender.LOOKUP_SQL, Contender.SINK_ALO);
    double own = Headline.best(summaries, sql);
    double best = Headline.best(summaries, Contender.ofProgram(Program.SINK));
    double spark = Headline.best(summaries, Contender.ofProgram(Program.SPARK_3_5));
    double apache = Headline.best(summaries, Contender.ofProgram(Program.FLINK_1_16));
    double peer =
        Double.isNaN(spark) ? apache : Double.isNaN(apache) ? spark : Math.max(spark, apache);
    return Report.row(
        List.of(
            scenario,
            Headline.ratio(own),
            Headline.ratio(best),
            Headline.ratio(spark),
            Headline.ratio(apache),
            Headline.ratio(own / peer),
            Headline.ratio(clientCpu(summaries, sql)),
            Headline.ratio(
                clientCpu(
                    summaries,
                    List.of(
                        Contender.DRIVER_SCAN,
                        Contender.DRIVER_COUNT,
                        Contender.DRIVER_LOOKUP,
                        Contender.DRIVER_SINGLE)))));
  }

  private static double clientCpu(List<Summary> summaries, List<Contender> contenders) {
    return summaries.stream()
        .filter(summary -> contenders.contains(summary.who()))
        .mapToDouble(summary -> summary.median(Measurement.CLIENT_CPU))
        .findFirst()
        .orElse(Double.NaN);
  }
}
