package io.cosmoscassandra.quickstart;

import java.io.PrintStream;
import java.util.Map;

/** The table beside what it has to hold. */
record Comparison(Map<String, Totals> expected, Map<String, Totals> found) {

  private static final int SHOWN = 5;

  boolean holds() {
    return expected.equals(found);
  }

  void print(PrintStream out) {
    String line = "  %-12s %8s %8s %8s %8s %10s %10s%n";
    out.printf(line, "", "orders", "", "amount", "", "last order", "");
    out.printf(line, "customer", "expected", "found", "expected", "found", "expected", "found");
    int shown = 0;
    for (String customer : expected.keySet()) {
      Totals wanted = expected.get(customer);
      Totals there = found.getOrDefault(customer, Totals.NONE);
      if (shown < SHOWN || !wanted.equals(there)) {
        row(out, line, customer, wanted, there);
        shown++;
      }
    }
    out.printf("  ... and %d more customers%n", Math.max(0, expected.size() - shown));
    row(out, line, "all", sum(expected), sum(found));
    out.printf(
        "%n  customers: %d expected, %d found; orders lost: %,d; orders counted twice: %,d%n",
        expected.size(), found.size(), missing(expected, found), missing(found, expected));
  }

  private static void row(
      PrintStream out, String line, String name, Totals expected, Totals found) {
    out.printf(
        line,
        name,
        expected.orders(),
        found.orders(),
        expected.amount(),
        found.amount(),
        expected.lastOrder(),
        found.lastOrder());
  }

  private static long missing(Map<String, Totals> wanted, Map<String, Totals> there) {
    return wanted.entrySet().stream()
        .mapToLong(
            each ->
                each.getValue().orders() - there.getOrDefault(each.getKey(), Totals.NONE).orders())
        .filter(difference -> difference > 0)
        .sum();
  }

  static Totals sum(Map<String, Totals> totals) {
    return totals.values().stream().reduce(Totals.NONE, Totals::plus);
  }
}
