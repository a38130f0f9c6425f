package io.cosmoscassandra.benchmarks.runner;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Results of JMH for the connector's own code, without a server.
 *
 * @param name of the directory that the raw results are in
 * @param benchmarks as JMH writes them
 */
record HotPath(String name, JsonNode benchmarks) {

  /** What JMH writes into. */
  static final String FILE = "jmh.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How {@code run.sh} tells JMH the commit, so that it is in the results. */
  private static final String COMMIT = "-Dbenchmarks.commit=";

  /** The benchmarks, in the order in which a row meets what they measure. */
  private enum Step {
    ENCODE("RowEncoderBenchmark.encode", "a row of Flink's is encoded"),
    READ_MAP("MapAccessBenchmark.takeApart", "of that, Flink's own: a map is read"),
    GATHER("OpenBatchesBenchmark.group", "writes are gathered into requests"),
    BUFFER("EpochBufferBenchmark.addAndDrain", "rows of an epoch are kept by key"),
    CUT("ChunkBenchmark.encode", "rows are cut into chunks to be staged"),
    READ_CHUNKS("ChunkBenchmark.decode", "chunks are read again");

    private final String benchmark;
    private final String title;

    Step(String benchmark, String title) {
      this.benchmark = benchmark;
      this.title = title;
    }

    static Optional<Step> of(JsonNode measured) {
      String name = measured.path("benchmark").asText();
      return Stream.of(values()).filter(step -> name.endsWith("." + step.benchmark)).findFirst();
    }

    /** Those that nobody has given a place yet come last. */
    static int place(JsonNode measured) {
      return of(measured).map(Step::ordinal).orElse(values().length);
    }

    /** What people call it, or its own name. */
    static String title(JsonNode measured) {
      return of(measured)
          .map(step -> step.title)
          .orElseGet(() -> measured.path("benchmark").asText().replaceFirst("^[a-z0-9.]*", ""));
    }
  }

  /** Whether a directory has such results, not those of the runner. */
  static boolean isIn(Path directory) {
    return Files.exists(directory.resolve(FILE));
  }

  static HotPath read(Path directory) {
    try {
      String name = directory.toAbsolutePath().normalize().getFileName().toString();
      return new HotPath(name, JSON.readTree(directory.resolve(FILE).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The table, with a link to the raw results. */
  String section(String pathToResults) {
    StringBuilder text = new StringBuilder();
    JsonNode first = benchmarks.path(0);
    text.append(
        "On commit %s, JDK %s, means of %s iterations of %s ([all of it](%s%s/%s)):\n\n"
            .formatted(
                commit(),
                first.path("jdkVersion").asText(),
                first.path("measurementIterations").asText(),
                first.path("measurementTime").asText(),
                pathToResults,
                name,
                FILE));
    List<String> headings =
        List.of("", "rows", "ns/row", "allocated bytes/row", "bytes of the result", "beyond it");
    text.append(Report.row(headings)).append("|---".repeat(headings.size())).append("|\n");
    stream(benchmarks)
        .sorted(Comparator.comparingInt(Step::place))
        .forEach(benchmark -> text.append(Report.row(cells(benchmark))));
    return text.append('\n').toString();
  }

  /**
   * Writes the raw results into a directory of their own, a benchmark per line, without the paths
   * of the machine.
   */
  void write(Path results) {
    JsonNode published = benchmarks.deepCopy();
    published.forEach(benchmark -> ((ObjectNode) benchmark).remove("jvm"));
    String lines =
        stream(published)
            .map(JsonNode::toString)
            .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
    Report.write(results.resolve(name).resolve(FILE), lines);
  }

  private String commit() {
    return stream(benchmarks.path(0).path("jvmArgs"))
        .map(JsonNode::asText)
        .filter(argument -> argument.startsWith(COMMIT))
        .map(argument -> argument.substring(COMMIT.length()))
        .findFirst()
        .orElse("unknown");
  }

  private static List<String> cells(JsonNode benchmark) {
    JsonNode time = benchmark.path("primaryMetric");
    JsonNode others = benchmark.path("secondaryMetrics");
    double allocated = others.path("gc.alloc.rate.norm").path("score").asDouble(Double.NaN);
    // JMH adds up what a counter says in each iteration; it is the same in all of them.
    double result = others.path("bytesPerRow").at("/rawData/0/0").asDouble(Double.NaN);
    List<String> cells = new ArrayList<>();
    cells.add(Step.title(benchmark));
    cells.add(rows(benchmark.path("params")));
    cells.add(
        "%s ± %s"
            .formatted(
                Figures.fixed(time.path("score").asDouble(), 0),
                Figures.fixed(time.path("scoreError").asDouble(), 0)));
    cells.add(Figures.fixed(allocated, 0));
    cells.add(Double.isNaN(result) ? "" : Figures.fixed(result, 0));
    cells.add(Double.isNaN(result) ? "" : Figures.fixed(allocated - result, 0));
    return cells;
  }

  /** Such as {@code wide, lz4}; a number with the name of what it counts. */
  private static String rows(JsonNode parameters) {
    return parameters.properties().stream()
        .map(parameter -> word(parameter.getKey(), parameter.getValue().asText()))
        .collect(Collectors.joining(", "));
  }

  private static String word(String name, String value) {
    boolean counts = value.chars().allMatch(Character::isDigit);
    return counts ? value + " " + name : value.toLowerCase(Locale.ROOT);
  }

  private static Stream<JsonNode> stream(JsonNode nodes) {
    return StreamSupport.stream(nodes.spliterator(), false);
  }
}
