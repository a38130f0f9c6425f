package io.cosmoscassandra.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.flink.mutation.BatchGrouping;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;

/**
 * Lets all contenders write the same rows in turn, several rounds, and prints what each achieved:
 * rows a second and processor time of this process per row, as medians, and the ratio to the
 * driver's single rows, or on {@code series} to its batches, of the same round.
 */
public final class ThroughputMain {

  private record Result(double rowsPerSecond, double cpuMicrosPerRow) {}

  private ThroughputMain() {}

  /** Takes {@code [--rows N] [--rounds N] [scenario ...]}. */
  public static void main(String[] arguments) throws Exception {
    long rows = 500_000;
    int rounds = 3;
    List<Scenario> scenarios = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--rows" -> rows = Long.parseLong(arguments[++i]);
        case "--rounds" -> rounds = Integer.parseInt(arguments[++i]);
        default -> scenarios.add(Scenario.of(arguments[i]));
      }
    }
    if (scenarios.isEmpty()) {
      scenarios.addAll(List.of(Scenario.values()));
    }
    try (CassandraNode node = CassandraNode.builder().heap("4g").start();
        CqlSession session = node.connect()) {
      for (Scenario scenario : scenarios) {
        measure(scenario, rows, rounds, session, contenders(scenario, node, session));
      }
    }
  }

  private static List<Contender> contenders(
      Scenario scenario, CassandraNode node, CqlSession session) {
    List<Contender> contenders = new ArrayList<>();
    contenders.add(new DriverLoop(session, 1));
    if (scenario.isClustered()) {
      contenders.add(new DriverLoop(session, 50));
    }
    for (DeliveryGuarantee guarantee :
        List.of(DeliveryGuarantee.AT_LEAST_ONCE, DeliveryGuarantee.EXACTLY_ONCE)) {
      for (BatchGrouping grouping : BatchGrouping.values()) {
        contenders.add(new SinkJob(node.contactPoint(), guarantee, grouping));
      }
    }
    return contenders;
  }

  private static void measure(
      Scenario scenario, long rows, int rounds, CqlSession session, List<Contender> contenders)
      throws Exception {
    Map<Contender, List<Result>> results = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Contender contender : contenders) {
        Rows.recreate(session);
        Result result = time(contender, scenario, rows);
        print(
            "%s, round %d, %s: %,.0f rows/s%n",
            scenario, round, contender.name(), result.rowsPerSecond);
        // The first round warms up.
        if (round > 0) {
          results.computeIfAbsent(contender, c -> new ArrayList<>()).add(result);
        }
      }
    }
    Contender ceiling = contenders.get(scenario.isClustered() ? 1 : 0);
    print(
        "%n| %s | rows/s | ratio to %s | CPU µs/row |%n|---|---|---|---|%n",
        scenario, ceiling.name());
    for (Contender contender : contenders) {
      List<Result> own = results.get(contender);
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        ratios.add(own.get(i).rowsPerSecond / results.get(ceiling).get(i).rowsPerSecond);
      }
      print(
          "| %s | %,.0f | %.2f | %.1f |%n",
          contender.name(),
          median(own.stream().map(Result::rowsPerSecond).toList()),
          median(ratios),
          median(own.stream().map(Result::cpuMicrosPerRow).toList()));
    }
    print("%n");
  }

  private static Result time(Contender contender, Scenario scenario, long rows) throws Exception {
    long cpu = processCpuNanos();
    long start = System.nanoTime();
    contender.write(scenario, rows);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result(rows / seconds, (processCpuNanos() - cpu) / 1e3 / rows);
  }

  private static long processCpuNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
    System.out.flush();
  }
}
