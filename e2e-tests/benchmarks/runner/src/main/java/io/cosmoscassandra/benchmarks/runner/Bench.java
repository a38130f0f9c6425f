package io.cosmoscassandra.benchmarks.runner;

import com.fasterxml.jackson.databind.JsonNode;
import io.cosmoscassandra.benchmarks.contender.Query;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The place where scenarios are run: the server, the contenders' processes, and the results. */
final class Bench implements AutoCloseable {

  private static final String HEAP = "1g";

  /** The share of a run's time in which a contender's code that is compiled may be compiled. */
  private static final double LITTLE_COMPILING = 0.1;

  private static final int SHORT_RUNS = 15;

  /**
   * So long a contender's short runs take at most; a job of the write-ahead log alone takes eight
   * seconds.
   */
  private static final Duration SHORT_RUNS_TAKE = Duration.ofSeconds(40);

  /** The part of a run's rows that a short one has. */
  private static final double SHORT_RUN = 0.005;

  private final Path home;
  private final Options options;
  private final Server server;
  private final Results results;
  private final CompletenessCheck check;
  private final AnswerCheck answerCheck;
  private final Map<Contender, ContenderProcess> processes = new EnumMap<>(Contender.class);
  private final long start = System.nanoTime();

  Bench(Path home, Options options, Server server, Results results) {
    this.home = home;
    this.options = options;
    this.server = server;
    this.results = results;
    this.check = new CompletenessCheck(server);
    this.answerCheck = new AnswerCheck(new TableScan(server.session()));
  }

  Options options() {
    return options;
  }

  Server server() {
    return server;
  }

  CompletenessCheck check() {
    return check;
  }

  /** Whether a contender takes part. */
  boolean has(Contender contender) {
    return options.contenders().contains(contender) && contender.program().isBuilt(home);
  }

  /** Those of some contenders that take part. */
  List<Contender> present(Contender... some) {
    return List.of(some).stream().filter(this::has).toList();
  }

  /** A new process of a contender, which the caller ends. */
  ContenderProcess start(Contender contender) throws InterruptedException {
    return start(contender, HEAP);
  }

  /** The same with another heap. */
  ContenderProcess start(Contender contender, String heap) throws InterruptedException {
    ContenderProcess process =
        ContenderProcess.start(
            contender.program(), home, heap, options.output().resolve(contender + ".log"));
    results.addVersions(contender.program(), process.versions());
    return process;
  }

  /** The process of a contender, which lives until it is ended or the scenario is over. */
  ContenderProcess process(Contender contender) throws InterruptedException {
    ContenderProcess process = processes.get(contender);
    if (process == null) {
      process = start(contender);
      processes.put(contender, process);
    }
    return process;
  }

  /** Ends a process that is of no more use. */
  void end(Contender contender) throws InterruptedException {
    ContenderProcess process = processes.remove(contender);
    if (process != null) {
      process.close();
    }
  }

  /** What every contender is told beside its settings. */
  Map<String, String> place() {
    Map<String, String> place = new LinkedHashMap<>(server.address());
    place.putAll(server.sourceTable().address());
    place.put("checkpoint-directory", options.output().resolve("checkpoints").toString());
    return place;
  }

  /**
   * Gives all of them new processes, and ends everybody else's. Lets all write or read before it
   * counts, those who write often with few rows, then all with all of them.
   */
  void startAnew(String scenario, List<Entry> entries) throws InterruptedException {
    close();
    // A table that is read has its rows, few or many.
    List<Entry> writing = entries.stream().filter(entry -> entry.query().isEmpty()).toList();
    if (!writing.isEmpty()) {
      say("%s, short runs", scenario);
    }
    for (Entry entry : writing) {
      warmUpShortly(scenario, entry);
    }
    say("%s, warming up", scenario);
    for (Entry entry : entries) {
      warmUp(scenario, entry);
    }
  }

  /**
   * Lets a contender write or read before it counts, until its code is compiled or it has done so
   * often enough. What that takes differs much: a Flink job has far more code than a loop around
   * the driver.
   */
  void warmUp(String scenario, Entry entry) throws InterruptedException {
    for (int i = 0; i < options.warmUps(); i++) {
      prepare(entry);
      Measurement run = timeWarmUp(scenario, entry);
      add(run, entry.label());
      if (run.figure(Measurement.COMPILING) < LITTLE_COMPILING) {
        return;
      }
    }
  }

  /**
   * The same with many runs of few rows. What is not compiled yet of planning and deploying a job
   * would be compiled while its rows are measured, and that is seldom enough done to stay so.
   */
  private void warmUpShortly(String scenario, Entry entry) throws InterruptedException {
    server.prepare(entry.workload());
    Entry shortRun = entry.shortened(SHORT_RUN);
    long deadline = System.nanoTime() + SHORT_RUNS_TAKE.toNanos();
    for (int i = 0; i < SHORT_RUNS && System.nanoTime() < deadline; i++) {
      Measurement run = timeWarmUp(scenario, shortRun);
      if (!run.isGood()) {
        add(run, entry.label());
        return;
      }
    }
  }

  private Measurement timeWarmUp(String scenario, Entry entry) throws InterruptedException {
    return time(
        process(entry.contender()), Measurement.of(scenario, entry, 0, false), entry, event -> {});
  }

  private void prepare(Entry entry) throws InterruptedException {
    if (entry.isWriting()) {
      server.prepare(entry.workload());
    } else {
      server.rest();
    }
  }

  /** Lets a contender write into an empty table, or read, and looks at what it has done. */
  Measurement measure(String scenario, Entry entry, int round, boolean ceiling)
      throws InterruptedException {
    prepare(entry);
    return measure(process(entry.contender()), scenario, entry, round, ceiling, event -> {});
  }

  /** The same with a process of the caller's and a table as it is. */
  Measurement measure(
      ContenderProcess process,
      String scenario,
      Entry entry,
      int round,
      boolean ceiling,
      Consumer<JsonNode> onEvent)
      throws InterruptedException {
    Measurement run =
        time(process, Measurement.of(scenario, entry, round, ceiling), entry, onEvent);
    return run.isGood() && entry.query().isEmpty() ? checked(run, entry) : run;
  }

  private Measurement time(
      ContenderProcess process, Measurement run, Entry entry, Consumer<JsonNode> onEvent)
      throws InterruptedException {
    long requestsBefore = server.sourceTable().requests();
    AtomicReference<Duration> cpuBefore = new AtomicReference<>(server.cpu());
    Optional<JsonNode> answer =
        process.run(
            entry,
            place(),
            event -> {
              if (event.path("event").asText().equals("first-row")) {
                cpuBefore.set(server.cpu());
              }
              onEvent.accept(event);
            });
    Duration cpuAfter = server.cpu();
    if (answer.isEmpty()) {
      end(entry.contender());
      return run.failed("the process has died");
    }
    if (answer.get().has("error")) {
      // What a failed job leaves behind must not disturb the next run.
      end(entry.contender());
      return run.failed(answer.get().get("error").asText());
    }
    run.addAnswer(answer.get());
    run.put(Measurement.SERVER_CPU, cpuAfter.minus(cpuBefore.get()).toNanos() / 1e3 / entry.rows());
    if (entry.query().filter(Query::isLookup).isPresent()) {
      long requests = server.sourceTable().requests() - requestsBefore;
      run.put(Measurement.REQUESTS, (double) requests / entry.rows());
    }
    return answered(run, entry, answer.get());
  }

  /** A wrong answer is worth nothing, however fast it came. */
  private Measurement answered(Measurement run, Entry entry, JsonNode answer) {
    return entry
        .query()
        .flatMap(query -> answerCheck.complaint(entry, query, answer))
        .map(complaint -> run.failed("wrong answer: " + complaint))
        .orElse(run);
  }

  private Measurement checked(Measurement run, Entry entry) throws InterruptedException {
    CompletenessCheck.Verdict verdict;
    try {
      verdict = check.check(entry.workload(), entry.rows());
    } catch (IllegalStateException e) {
      return run.failed(e.getMessage());
    }
    run.put(Measurement.MISSING, (double) (verdict.expected() - verdict.found()));
    run.put(Measurement.STALE, (double) verdict.stale());
    return run;
  }

  /** Keeps a run, on disk at once. */
  void keep(Measurement run) {
    results.runs().add(run);
    save();
  }

  /** Keeps a run and tells of it. */
  void add(Measurement run, String label) {
    keep(run);
    if (!run.isGood()) {
      say("  %-22s FAILED: %s", label, run.error().lines().findFirst().orElse(""));
      return;
    }
    say(
        "  %-22s %9.0f rows/s  client %5.1f µs  server %5.1f µs  heap %4.0f MB  compiling %3.0f"
            + " %%%s%s",
        label,
        run.figure(Measurement.RATE),
        run.figure(Measurement.CLIENT_CPU),
        run.figure(Measurement.SERVER_CPU),
        run.figure(Measurement.PEAK_HEAP),
        run.figure(Measurement.COMPILING) * 100,
        suspicious(run, Measurement.MISSING, "MISSING ROWS"),
        suspicious(run, Measurement.STALE, "STALE ROWS"));
  }

  private static String suspicious(Measurement run, String figure, String what) {
    return run.figure(figure) > 0 ? "  %s: %,.0f".formatted(what, run.figure(figure)) : "";
  }

  void save() {
    ResultsFile.write(results, options.output());
  }

  void say(String format, Object... values) {
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    System.out.printf(
        Locale.ROOT,
        "[%d:%02d:%02d] %s%n",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        String.format(Locale.ROOT, format, values));
    System.out.flush();
  }

  /** Ends the processes of a scenario. */
  @Override
  public void close() throws InterruptedException {
    for (ContenderProcess process : processes.values()) {
      process.close();
    }
    processes.clear();
  }
}
