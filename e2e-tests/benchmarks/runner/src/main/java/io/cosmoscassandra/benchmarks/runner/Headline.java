package io.cosmoscassandra.benchmarks.runner;

import java.util.List;

/** Us against the best of each peer, by their ratios to the ceiling of the same round. */
final class Headline {

  private static final List<String> HEADINGS =
      List.of(
          "scenario",
          "at-least-once",
          "exactly-once",
          "best of Spark",
          "best of Apache's sinks",
          "at-least-once to the best peer",
          "exactly-once to the best peer",
          "exactly-once to Apache's");

  private Headline() {}

  /** A line for each scenario of some results that is about throughput; empty if there is none. */
  static String of(List<Results> parts) {
    StringBuilder lines = new StringBuilder();
    for (String scenario : BenchmarkScenarios.names()) {
      for (Results part : parts) {
        if (Layout.of(scenario).isThroughput() && part.scenarios().contains(scenario)) {
          lines.append(line(scenario, Summary.of(part.of(scenario))));
        }
      }
    }
    return lines.isEmpty()
        ? ""
        : Report.row(HEADINGS) + "|---".repeat(HEADINGS.size()) + "|\n" + lines;
  }

  private static String line(String scenario, List<Summary> summaries) {
    double alo =
        best(
            summaries,
            List.of(Contender.SINK_ALO, Contender.SINK_ALO_NONE, Contender.SINK_ALO_PARTITION));
    double eo = best(summaries, List.of(Contender.SINK_EO));
    double spark = best(summaries, Contender.ofProgram(Program.SPARK_3_5));
    double apache = best(summaries, Contender.ofProgram(Program.FLINK_1_16));
    double apacheEo = best(summaries, List.of(Contender.FLINK116_WAL));
    double peer =
        Double.isNaN(spark) ? apache : Double.isNaN(apache) ? spark : Math.max(spark, apache);
    return Report.row(
        List.of(
            scenario,
            ratio(alo),
            ratio(eo),
            ratio(spark),
            ratio(apache),
            ratio(alo / peer),
            ratio(eo / peer),
            ratio(eo / apacheEo)));
  }

  static double best(List<Summary> summaries, List<Contender> contenders) {
    return summaries.stream()
        .filter(summary -> contenders.contains(summary.who()))
        .mapToDouble(summary -> summary.median(Measurement.RATIO))
        .filter(ratio -> !Double.isNaN(ratio))
        .max()
        .orElse(Double.NaN);
  }

  static String ratio(double value) {
    return Double.isNaN(value) ? "–" : Figures.fixed(value, 2);
  }
}
