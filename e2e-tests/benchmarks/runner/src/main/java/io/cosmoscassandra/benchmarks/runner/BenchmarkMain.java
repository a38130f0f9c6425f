package io.cosmoscassandra.benchmarks.runner;

import com.datastax.oss.driver.api.core.DriverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Runs the benchmarks, see {@link Options#USAGE}. */
public final class BenchmarkMain {

  private static final int BAD_USAGE = 2;

  private BenchmarkMain() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path home = home();
    Options options;
    try {
      options = Options.parse(List.of(arguments), home);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(Options.USAGE);
      System.exit(BAD_USAGE);
      return;
    }
    if (options.help()) {
      System.out.println(Options.USAGE);
      return;
    }
    Files.createDirectories(options.output());
    run(home, options, List.of(arguments));
  }

  /** The folder of the benchmarks in the source tree. */
  static Path home() {
    return Path.of(System.getProperty("benchmarks.home", "e2e-tests/benchmarks")).toAbsolutePath();
  }

  private static void run(Path home, Options options, List<String> arguments)
      throws IOException, InterruptedException {
    try (Server server = Server.start()) {
      Results results =
          Results.begin(
              Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
              arguments,
              Machine.describe(),
              server.description());
      for (BenchmarkScenario scenario : BenchmarkScenarios.of(options.scenarios())) {
        run(scenario, home, options, server, results);
        server.copyLog(options.output().resolve("cassandra.log"));
      }
    }
    System.out.println("Results: " + options.output());
  }

  /** One that fails does not take the others with it. */
  private static void run(
      BenchmarkScenario scenario, Path home, Options options, Server server, Results results)
      throws InterruptedException {
    try (Bench bench = new Bench(home, options, server, results)) {
      try {
        scenario.run(bench);
      } catch (DriverException | IllegalStateException e) {
        bench.say("%s is given up: %s", scenario.name(), e);
      }
      bench.save();
    }
    new Report(results).write(options.output());
  }
}
