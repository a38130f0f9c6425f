package io.cosmoscassandra.benchmarks.runner;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a person asked for.
 *
 * @param warmUps how often somebody writes before it counts, at most
 * @param peersRounds the last round in which the peers take part
 * @param contenders who takes part; all if empty
 * @param output where the results go
 */
record Options(
    boolean help,
    boolean quick,
    int warmUps,
    int rounds,
    int peersRounds,
    long rows,
    List<Contender> contenders,
    Path output,
    List<String> scenarios) {

  /** Where the results go. */
  static final String OUTPUT = "--output";

  static final String USAGE =
      """
      Usage: run.sh [--quick] [--warm-ups N] [--rounds N] [--peers-rounds N]
                    [--rows N] [--contenders a,b] [--output DIRECTORY] [--no-build] [scenario ...]
             run.sh report DIRECTORY ...     writes tables and charts of existing results anew
             run.sh report --docs DOCS DIRECTORY ...
                                             writes benchmarks.md and its charts into DOCS, and the
                                             raw results into e2e-tests/benchmarks/results, of all
                                             the directories together; of a scenario that is in
                                             several the last one counts
             run.sh jmh [JMH option ...]     measures the hot path alone, without a server; the
                                             directory it names can be reported with the others

        --quick       few rows, two rounds: shows that all works, measures nothing
        --warm-ups N  whole runs of everybody before those that are measured, after short ones: until
                      its compilers work for less than a tenth of the time, and no more than N (8)
        --rounds N    measured rounds (5)
        --peers-rounds N
                      lets Spark and Apache's connector take part in the first N rounds only, where
                      contenders are held against a ceiling (all)
        --rows N      rows of a run of 'wide'; the other scenarios follow it (1000000): 'scan-wide'
                      and most others that read have twice as many, 'copy' half as many, and
                      'lookup' half as many lookups
        --contenders  who takes part (all): %s
        --output      where %s, results.md and the charts go
        --no-build    takes what was built before

      Scenarios (all): %s

      Those that read, in one run of about four hours:
        run.sh scan-wide scan-projection scan-filtered count scan-backpressure lookup \
               lookup-skewed lookup-partition scan-series copy scan-memory
        scan-wide, scan-series    all rows of 100 bytes, in partitions of their own or a thousand
        scan-projection           two columns of six
        scan-filtered             one row of a hundred, by a column without an index
        count                     COUNT(*)
        copy                      into another table, at least once and exactly once
        scan-backpressure         how late checkpoints start at a source whose sink takes 50 rows
                                  a second
        lookup                    rows by their primary key: a lookup join with 256 in flight
        lookup-skewed             the same, where some keys are frequent, with a cache and without
        lookup-partition          partitions of 20 rows
        scan-memory               heap of a JVM of 512 MB: rows of 1 MB, and 5,000,000 of 100 bytes
      """
          .formatted(
              String.join(", ", Stream.of(Contender.values()).map(Contender::toString).toList()),
              ResultsFile.NAME,
              String.join(", ", BenchmarkScenarios.names()));

  static Options parse(List<String> arguments, Path home) {
    boolean help = false;
    boolean quick = false;
    int warmUps = -1;
    int rounds = 0;
    int peersRounds = 0;
    long rows = 0;
    List<Contender> contenders = new ArrayList<>();
    List<String> scenarios = new ArrayList<>();
    Path output = home.resolve("target/results").resolve(now());
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case "--help", "-h" -> help = true;
        case "--quick" -> quick = true;
        case "--warm-ups" -> warmUps = Integer.parseInt(value(arguments, ++i));
        case "--rounds" -> rounds = Integer.parseInt(value(arguments, ++i));
        case "--peers-rounds" -> peersRounds = Integer.parseInt(value(arguments, ++i));
        case "--rows" -> rows = Long.parseLong(value(arguments, ++i));
        case "--contenders" ->
            contenders.addAll(
                Arrays.stream(value(arguments, ++i).split(",")).map(Contender::of).toList());
        case OUTPUT -> output = Path.of(value(arguments, ++i));
        default -> scenarios.add(scenario(arguments.get(i)));
      }
    }
    return new Options(
        help,
        quick,
        warmUps >= 0 ? warmUps : quick ? 1 : 8,
        rounds > 0 ? rounds : quick ? 2 : 5,
        peersRounds > 0 ? peersRounds : Integer.MAX_VALUE,
        rows > 0 ? rows : quick ? 20_000 : 1_000_000,
        contenders.isEmpty() ? List.of(Contender.values()) : List.copyOf(contenders),
        output.toAbsolutePath(),
        scenarios.isEmpty() ? BenchmarkScenarios.names() : List.copyOf(scenarios));
  }

  /** Whether a contender takes part in a round; the first is 1. */
  boolean takesPart(Contender contender, int round) {
    return !contender.isPeer() || round <= peersRounds;
  }

  /** A long time, or a short one if it is only to be seen that all works. */
  long choose(long otherwise, long ifQuick) {
    return quick ? ifQuick : otherwise;
  }

  private static String value(List<String> arguments, int index) {
    if (index == arguments.size()) {
      throw new IllegalArgumentException(arguments.get(index - 1) + " needs a value");
    }
    return arguments.get(index);
  }

  private static String scenario(String name) {
    if (!BenchmarkScenarios.names().contains(name)) {
      throw new IllegalArgumentException(
          "There is no scenario '%s', but there are %s"
              .formatted(name, BenchmarkScenarios.names()));
    }
    return name;
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replace(":", "");
  }
}
