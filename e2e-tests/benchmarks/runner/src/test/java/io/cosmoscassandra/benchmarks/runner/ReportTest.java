package io.cosmoscassandra.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private final Results results = Results.begin("now", List.of("--quick"), Map.of(), Map.of());

  @TempDir private Path directory;

  @Test
  void showsMediansOfMeasuredRoundsOnly() {
    add(Contender.SINK_EO, 0, 1_000_000);
    add(Contender.SINK_EO, 1, 10_000);
    add(Contender.SINK_EO, 2, 30_000);
    add(Contender.SINK_EO, 3, 20_000);

    assertThat(report())
        .contains("| This connector, exactly-once | 20,000 (10,000 – 30,000) | – | 3 |");
  }

  @Test
  void saysWhoFailed() {
    add(Contender.SPARK_COSMOS, 1, 10_000);
    Entry entry = Entry.of(Contender.SPARK_COSMOS, Workload.WIDE, 100);
    results
        .runs()
        .add(Measurement.of("wide", entry, 2, false).failed("java.io.IOException: no\nat"));

    assertThat(report()).contains("**1 of 2 rounds failed**: java.io.IOException: no |");
  }

  @Test
  void saysWhoLosesRowsEvenInOneRound() {
    add(Contender.FLINK116_WAL, 1, 10_000).put(Measurement.MISSING, 0);
    add(Contender.FLINK116_WAL, 2, 10_000).put(Measurement.MISSING, 7);
    add(Contender.FLINK116_WAL, 3, 10_000).put(Measurement.MISSING, 0);

    assertThat(report()).containsPattern("write-ahead log .*\\| 7 \\| ");
  }

  @Test
  void exactlyOnceIsHeldAgainstTheBestPeerAndAgainstTheOneThatPromisesAsMuch() {
    add(Contender.SINK_ALO, 1, 10_000).put(Measurement.RATIO, 1);
    add(Contender.SINK_EO, 1, 10_000).put(Measurement.RATIO, 0.6);
    add(Contender.SPARK_DEFAULT, 1, 10_000).put(Measurement.RATIO, 0.8);
    add(Contender.FLINK116_WAL, 1, 10_000).put(Measurement.RATIO, 0.02);

    assertThat(Headline.of(List.of(results)))
        .contains("| wide | 1.00 | 0.60 | 0.80 | 0.02 | 1.25 | 0.75 | 30.00 |");
  }

  @Test
  void readingIsComparedWithTheBestPeerAndTheDriver() {
    reads(Contender.DRIVER_SCAN, 1, 1.1);
    reads(Contender.SOURCE_SQL, 0.9, 1.5);
    reads(Contender.SOURCE_DATASTREAM, 0.95, 1.6);
    reads(Contender.SPARK_SCAN, 0.75, 3.1);
    reads(Contender.FLINK116_SCAN, 0.5, 3.2);

    assertThat(ReadingHeadline.of(List.of(results)))
        .contains("| scan-wide | 0.90 | 0.95 | 0.75 | 0.50 | 1.20 | 1.50 | 1.10 |");
    assertThat(Headline.of(List.of(results))).isEmpty();
    assertThat(Targets.table(results))
        .contains("| scan-wide: SQL, of the ceiling | ≥ 0.9 | 0.90 | met |")
        .contains("| scan-wide: SQL, client µs per row | ≤ 2 | 1.50 | met |");
  }

  @Test
  void startDelaysAreJudgedByTheLongest() {
    for (int round = 1; round <= 3; round++) {
      Measurement run = run("scan-backpressure", Contender.SOURCE_SQL, round, 1);
      run.put("startDelayMaxMillis", round == 2 ? 2_500 : 300);
      results.runs().add(run);
    }

    assertThat(Targets.table(results)).contains("| ≤ 2,000 | 2,500.00 | **missed** |");
  }

  @Test
  void lookupsAreComparedWithTheDriverAndWithSpark() {
    looksUp("lookup", Contender.DRIVER_LOOKUP, 1, 18);
    looksUp("lookup", Contender.LOOKUP_SQL, 0.9, 25).put(Measurement.LOOKUP_P99, 40);
    looksUp("lookup", Contender.SPARK_LOOKUP, 0.6, 54);
    looksUp("lookup-skewed", Contender.LOOKUP_SQL_CACHED, 4, 5).put(Measurement.REQUESTS, 0.25);

    assertThat(ReadingHeadline.of(List.of(results)))
        .contains("| lookup | 0.90 | 0.90 | 0.60 | – | 1.50 | 25.00 | 18.00 |");
    assertThat(Targets.table(results))
        .contains("| lookup: SQL, of the ceiling | ≥ 0.85 | 0.90 | met |")
        .contains("| lookup: SQL, 99 % of requests, ms | ≤ 50 | 40.00 | met |")
        .contains("requests per lookup | ≤ 0.2 | 0.25 | **missed** |");
    assertThat(report()).contains("| requests/lookup | 99 % of requests, ms |");
  }

  private Measurement looksUp(
      String scenario, Contender contender, double ratio, double clientMicros) {
    Measurement run = run(scenario, contender, 1, 10_000);
    run.put(Measurement.RATIO, ratio);
    run.put(Measurement.CLIENT_CPU, clientMicros);
    results.runs().add(run);
    return run;
  }

  private void reads(Contender contender, double ratio, double clientMicros) {
    Measurement run = run("scan-wide", contender, 1, 100_000);
    run.put(Measurement.RATIO, ratio);
    run.put(Measurement.CLIENT_CPU, clientMicros);
    results.runs().add(run);
  }

  @Test
  void drawsCharts() throws Exception {
    add(Contender.SINK_EO, 1, 10_000);
    add(Contender.SPARK_DEFAULT, 1, 5_000);
    report();

    assertThat(Files.readString(directory.resolve("wide-rate.svg")))
        .startsWith("<svg")
        .contains("This connector, exactly-once", "5,000")
        .endsWith("</svg>\n");
  }

  @Test
  void survivesJson() {
    add(Contender.SINK_EO, 1, 10_000);
    add(Contender.SINK_EO, 2, 20_000);
    results.versions().put("sink", Map.of("java", "17"));
    ResultsFile.write(results, directory);

    assertThat(ResultsFile.read(directory)).isEqualTo(results);
  }

  @Test
  void writesOneLineForEachRun() throws Exception {
    add(Contender.SINK_EO, 1, 10_000);
    add(Contender.SPARK_DEFAULT, 1, 5_000);
    ResultsFile.write(results, directory);

    List<String> lines = Files.readAllLines(directory.resolve("results.jsonl"));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).startsWith("{\"started\":\"now\",\"arguments\":[\"--quick\"]");
    assertThat(lines.get(1)).startsWith("{").contains("\"sink-eo\"").endsWith("}");
    assertThat(lines.get(2)).startsWith("{").contains("\"spark-default\"").endsWith("}");
  }

  @Test
  void thePageHasAPlaceForEveryScenario() throws Exception {
    for (String scenario : BenchmarkScenarios.names()) {
      results
          .runs()
          .add(Measurement.of(scenario, Entry.of(Contender.SINK_EO, Workload.WIDE, 100), 1, false));
    }
    new DocumentationPage(Publication.of(List.of(results)), Optional.of(HotPathTest.measured()))
        .write(directory.resolve("docs"), directory.resolve("results"));

    assertThat(Files.readString(directory.resolve("docs/benchmarks.md")))
        .doesNotContain("{{", "Not measured");
  }

  @Test
  void ofAScenarioThatWasMeasuredSeveralTimesTheLastOneCounts() throws Exception {
    add(Contender.SINK_EO, 1, 10_000);
    results.runs().add(run("series", Contender.SINK_EO, 1, 20_000));
    Results later = Results.begin("later", List.of("wide"), Map.of("commit", "abc"), Map.of());
    later.runs().add(run("wide", Contender.SINK_EO, 1, 30_000));

    new DocumentationPage(Publication.of(List.of(results, later)), Optional.empty())
        .write(directory.resolve("docs"), directory.resolve("results"));

    assertThat(Files.readString(directory.resolve("docs/benchmarks.md")))
        .contains(
            "| This connector, exactly-once | 20,000", "| This connector, exactly-once | 30,000")
        .doesNotContain("| This connector, exactly-once | 10,000")
        .containsPattern("series \\(\\[.*]\\(../results/now/results.jsonl\\)\\)")
        .containsPattern("wide \\(\\[.*]\\(../results/later/results.jsonl\\)\\)");
    assertThat(ResultsFile.read(directory.resolve("results/now")).scenarios())
        .containsExactly("series");
    assertThat(ResultsFile.read(directory.resolve("results/later")).scenarios())
        .containsExactly("wide");
  }

  @Test
  void whatWasMeasuredAnewAltogetherIsLeftOut() {
    add(Contender.SINK_EO, 1, 10_000);
    Results later = Results.begin("later", List.of(), Map.of(), Map.of());
    later.runs().add(run("wide", Contender.SINK_EO, 1, 30_000));

    assertThat(Publication.of(List.of(results, later)).parts())
        .extracting(Results::started)
        .containsExactly("later");
  }

  @Test
  void publishesNoPath() throws Exception {
    Entry restored =
        Entry.of(Contender.SINK_EO, Workload.WIDE, 100).with("restore", "file:/somewhere/chk-1");
    Results own =
        Results.begin("now", List.of("--output", "/somewhere", "wide"), Map.of(), Map.of());
    own.runs().add(Measurement.of("recovery", restored, 1, false));
    own.runs().add(Measurement.of("wide", restored, 1, false));

    new DocumentationPage(Publication.of(List.of(own)), Optional.empty())
        .write(directory.resolve("docs"), directory.resolve("results"));

    assertThat(Files.readString(directory.resolve("results/now/results.jsonl")))
        .contains("exactly-once")
        .doesNotContain("somewhere");
    assertThat(Files.readString(directory.resolve("docs/benchmarks.md")))
        .contains("| arguments | wide |")
        .doesNotContain("somewhere");
  }

  private Measurement add(Contender contender, int round, double rate) {
    Measurement run = run("wide", contender, round, rate);
    results.runs().add(run);
    return run;
  }

  private static Measurement run(String scenario, Contender contender, int round, double rate) {
    Entry entry = Entry.of(contender, Workload.WIDE, 100);
    Measurement run = Measurement.of(scenario, entry, round, false);
    run.put(Measurement.RATE, rate);
    return run;
  }

  private String report() {
    new Report(results).write(directory);
    try {
      return Files.readString(directory.resolve("results.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
