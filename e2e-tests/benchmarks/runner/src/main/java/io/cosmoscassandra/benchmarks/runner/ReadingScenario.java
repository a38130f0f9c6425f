package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contenders that answer a query in turn, each compared with the plain driver. */
final class ReadingScenario implements BenchmarkScenario {

  private static final double SHARE_OF_ROWS = 2;
  private static final double SHARE_OF_ROWS_COPIED = 0.5;

  private static final List<Contender> READERS =
      List.of(
          Contender.DRIVER_SCAN,
          Contender.SOURCE_SQL,
          Contender.SOURCE_SQL_16_MB,
          Contender.SOURCE_SQL_2,
          Contender.SOURCE_DATASTREAM,
          Contender.SPARK_DEFAULT,
          Contender.SPARK_SCAN,
          Contender.FLINK116_SCAN);

  private static final List<Contender> FILTERING =
      List.of(
          Contender.DRIVER_SCAN,
          Contender.DRIVER_SCAN_FILTERING,
          Contender.SOURCE_SQL,
          Contender.SPARK_DEFAULT,
          Contender.SPARK_SCAN,
          Contender.FLINK116_SCAN);

  private static final List<Contender> COUNTING =
      List.of(
          Contender.DRIVER_COUNT,
          Contender.SOURCE_SQL,
          Contender.SOURCE_SQL_2,
          Contender.SPARK_DEFAULT,
          Contender.SPARK_SCAN,
          Contender.FLINK116_SCAN);

  private static final List<Contender> COPYING =
      List.of(
          Contender.DRIVER_SINGLE,
          Contender.SINK_ALO,
          Contender.SINK_EO,
          Contender.SPARK_DEFAULT,
          Contender.SPARK_WRITES_100,
          Contender.FLINK116_SINK);

  private final Workload workload;
  private final double shareOfRows;
  private final AlternatingScenario turns;

  private ReadingScenario(
      String name, Workload workload, double shareOfRows, Query query, List<Contender> contenders) {
    this.workload = workload;
    this.shareOfRows = shareOfRows;
    this.turns =
        new AlternatingScenario(
            name, Optional.of(contenders.get(0)), bench -> entries(bench, contenders, query));
  }

  /** All rows, in partitions of their own. */
  static ReadingScenario wide() {
    return new ReadingScenario("scan-wide", Workload.WIDE, SHARE_OF_ROWS, Query.ROWS, READERS);
  }

  /** All rows, in a thousand partitions. */
  static ReadingScenario series() {
    return new ReadingScenario("scan-series", Workload.SERIES, SHARE_OF_ROWS, Query.ROWS, READERS);
  }

  /** Two columns of six. */
  static ReadingScenario projection() {
    return new ReadingScenario(
        "scan-projection", Workload.WIDE, SHARE_OF_ROWS, Query.PROJECTION, READERS);
  }

  /** One row of a hundred. */
  static ReadingScenario filtered() {
    return new ReadingScenario(
        "scan-filtered", Workload.WIDE, SHARE_OF_ROWS, Query.FILTERED, FILTERING);
  }

  /** The number of rows. */
  static ReadingScenario count() {
    return new ReadingScenario("count", Workload.WIDE, SHARE_OF_ROWS, Query.COUNT, COUNTING);
  }

  /** From one table into another. */
  static ReadingScenario copy() {
    return new ReadingScenario("copy", Workload.WIDE, SHARE_OF_ROWS_COPIED, Query.COPY, COPYING);
  }

  @Override
  public String name() {
    return turns.name();
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    bench.server().sourceTable().provide(bench, workload, rows(bench));
    turns.run(bench);
  }

  private long rows(Bench bench) {
    return (long) (bench.options().rows() * shareOfRows);
  }

  /** The rows of the table that most scenarios read. */
  static long rowsOfScan(Bench bench) {
    return (long) (bench.options().rows() * SHARE_OF_ROWS);
  }

  private List<Entry> entries(Bench bench, List<Contender> contenders, Query query) {
    List<Entry> entries = new ArrayList<>();
    for (Contender contender : contenders) {
      if (bench.has(contender)) {
        Entry entry =
            Entry.of(contender, workload, rows(bench)).with(Query.SETTING, query.toString());
        entries.add(contender == Contender.SPARK_WRITES_100 ? tuned(entry) : entry);
      }
    }
    return entries;
  }

  /** A copy of Spark's reads as that which is tuned to read. */
  private static Entry tuned(Entry entry) {
    Entry tuned = entry;
    for (Map.Entry<String, String> setting : Contender.SPARK_SCAN.settings().entrySet()) {
      tuned = tuned.with(setting.getKey(), setting.getValue());
    }
    return tuned;
  }
}
