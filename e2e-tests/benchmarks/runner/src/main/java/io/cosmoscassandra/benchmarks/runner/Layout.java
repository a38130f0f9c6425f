package io.cosmoscassandra.benchmarks.runner;

import java.util.List;

/** How the results of a scenario are shown. */
record Layout(String scale, List<Column> columns, List<Chart> charts) {

  private static final Column RATE = Column.range("rows/s", Measurement.RATE, 0);
  private static final Column RATIO = Column.range("of the ceiling", Measurement.RATIO, 2);
  private static final Column RUNS = Column.count("runs", Measurement.RATE);
  private static final Column CLIENT = Column.median("client µs/row", Measurement.CLIENT_CPU, 1);
  private static final Column SERVER = Column.median("server µs/row", Measurement.SERVER_CPU, 1);
  private static final Column ALLOCATED =
      Column.median("allocated bytes/row", Measurement.ALLOCATED, 0);
  private static final Column PEAK = Column.median("peak heap MB", Measurement.PEAK_HEAP, 0);
  private static final Column LIVE = Column.median("live heap MB", Measurement.LIVE_HEAP, 0);
  private static final Column MISSING = Column.most("missing rows", Measurement.MISSING);
  private static final Column STALE = Column.most("stale rows", Measurement.STALE);

  private static final Layout THROUGHPUT =
      new Layout(
          "",
          List.of(RATE, RATIO, RUNS, CLIENT, SERVER, ALLOCATED, PEAK, LIVE, MISSING, STALE),
          List.of(
              new BarChart("rate", "rows a second", 0, List.of(Measurement.RATE)),
              new BarChart(
                  "cpu",
                  "processor time per row, µs: client (dark) and server (light)",
                  1,
                  List.of(Measurement.CLIENT_CPU, Measurement.SERVER_CPU)),
              new BarChart("heap", "peak heap of the client, MB", 0, List.of(PEAK.figure()))));

  private static final Column READING_CLIENT =
      Column.median("client µs/row", Measurement.CLIENT_CPU, 2);

  private static final Layout READING =
      new Layout(
          "",
          List.of(RATE, RATIO, RUNS, READING_CLIENT, SERVER, ALLOCATED, PEAK, LIVE),
          List.of(
              new BarChart("rate", "rows a second", 0, List.of(Measurement.RATE)),
              new BarChart(
                  "cpu",
                  "processor time per row, µs: client (dark) and server (light)",
                  2,
                  List.of(Measurement.CLIENT_CPU, Measurement.SERVER_CPU)),
              new BarChart("heap", "peak heap of the client, MB", 0, List.of(PEAK.figure()))));

  private static final Layout LOOKUP =
      new Layout(
          "",
          List.of(
              Column.range("lookups/s", Measurement.RATE, 0),
              RATIO,
              RUNS,
              Column.median("client µs/lookup", Measurement.CLIENT_CPU, 1),
              Column.median("server µs/lookup", Measurement.SERVER_CPU, 1),
              Column.median("requests/lookup", Measurement.REQUESTS, 2),
              Column.median("99 % of requests, ms", Measurement.LOOKUP_P99, 0),
              Column.median("allocated bytes/lookup", Measurement.ALLOCATED, 0),
              PEAK),
          List.of(
              new BarChart("rate", "lookups a second", 0, List.of(Measurement.RATE)),
              new BarChart(
                  "cpu",
                  "processor time per lookup, µs: client (dark) and server (light)",
                  1,
                  List.of(Measurement.CLIENT_CPU, Measurement.SERVER_CPU))));

  private static final Layout READING_MEMORY =
      new Layout(
          "bytes of a row",
          List.of(
              Column.most("peak heap MB, most", Measurement.PEAK_HEAP),
              Column.most("live heap MB, most", Measurement.LIVE_HEAP),
              ALLOCATED,
              RATE,
              RUNS),
          List.of());

  private static final Layout BACK_PRESSURE =
      new Layout(
          "",
          List.of(
              Column.median("checkpoints", "checkpoints", 0),
              Column.median("median start delay ms", "startDelayMedianMillis", 0),
              Column.most("longest start delay ms", "startDelayMaxMillis")),
          List.of());

  private static final Layout TURNS =
      new Layout(
          "",
          List.of(RATE, RATIO, RUNS, CLIENT, SERVER),
          List.of(new BarChart("rate", "rows a second", 0, List.of(Measurement.RATE))));

  private static final Layout PARALLELISM =
      new Layout(
          "subtasks",
          List.of(RATE, RATIO, RUNS, CLIENT, SERVER, PEAK, MISSING),
          List.of(new LineChart("rate", "rows a second", "subtasks", Measurement.RATE, false)));

  private static final Layout EPOCHS =
      new Layout(
          "rows in the checkpoint",
          List.of(
              Column.range("total s", "seconds", 1),
              Column.range("commit s", "commitSeconds", 2),
              LIVE,
              PEAK,
              CLIENT,
              MISSING),
          List.of(
              new LineChart(
                  "heap",
                  "heap in use after a collection, MB",
                  "rows in the checkpoint",
                  Measurement.LIVE_HEAP,
                  true),
              new LineChart(
                  "commit",
                  "time of the commit, s",
                  "rows in the checkpoint",
                  "commitSeconds",
                  true)));

  private static final Layout LATENCY =
      new Layout(
          "interval s",
          List.of(
              Column.range("median ms", "latencyMedianMillis", 0),
              Column.median("99 % ms", "latencyP99Millis", 0),
              Column.most("longest ms", "latencyMaxMillis"),
              MISSING),
          List.of(
              new LineChart(
                  "median",
                  "from birth to visibility, ms, median",
                  "checkpoint interval, s",
                  "latencyMedianMillis",
                  false)));

  private static final Layout STALL =
      new Layout(
          "",
          List.of(
              Column.median("load rows/s", "loadRowsPerSecond", 0),
              Column.range("stall ms/checkpoint", "stallMillisPerCheckpoint", 1),
              Column.share("of the interval", "stallShareOfInterval"),
              new Column("longest stall ms", "longestStallSeconds", 1e3, 0, Column.Kind.MOST),
              new Column("latest row ms", "latestRowSeconds", 1e3, 0, Column.Kind.MOST),
              MISSING),
          List.of(
              new BarChart(
                  "share", "stall per checkpoint, ms", 1, List.of("stallMillisPerCheckpoint"))));

  private static final Layout RECOVERY =
      new Layout(
          "",
          List.of(
              Column.median("pending rows", "pendingRows", 0),
              Column.most("visible when killed", "visibleAfterKill"),
              Column.range("process ready s", "readySeconds", 1),
              Column.range("restored and committed s", "recoverySeconds", 1),
              Column.range("together s", "totalSeconds", 1),
              MISSING),
          List.of());

  private static final Layout STARTUP =
      new Layout(
          "",
          List.of(
              Column.range("process ready s", "readySeconds", 1),
              Column.range("until the first row s", "setupSeconds", 1),
              Column.median("of which planning s", "planningSeconds", 1),
              Column.range("1,000 rows s", "seconds", 2),
              Column.range("together s", "totalSeconds", 1)),
          List.of(
              new BarChart(
                  "total",
                  "from nothing to 1,000 rows in the table, s",
                  1,
                  List.of("totalSeconds"))));

  static Layout of(String scenario) {
    return switch (scenario) {
      case "turns" -> TURNS;
      case "epochs" -> EPOCHS;
      case "latency" -> LATENCY;
      case "stall" -> STALL;
      case "recovery" -> RECOVERY;
      case "startup" -> STARTUP;
      case "scan-wide", "scan-series", "scan-projection", "scan-filtered", "count", "copy" ->
          READING;
      case "lookup", "lookup-skewed", "lookup-partition" -> LOOKUP;
      case "scan-memory" -> READING_MEMORY;
      case "scan-backpressure" -> BACK_PRESSURE;
      default -> scenario.startsWith("parallelism") ? PARALLELISM : THROUGHPUT;
    };
  }

  /** Whether contenders are held against each other by what they write. */
  boolean isThroughput() {
    return equals(THROUGHPUT);
  }

  /** Whether contenders are held against each other by what they read. */
  boolean isReading() {
    return equals(READING) || equals(LOOKUP);
  }
}
