package io.cosmoscassandra.quickstart;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The orders that {@code orders.sql} generates, computed once more without Flink. */
final class Orders {

  static final long COUNT = 15_000;

  private static final int CUSTOMERS = 40;

  private Orders() {}

  /** The names of all customers. */
  static List<String> customers() {
    return IntStream.range(0, CUSTOMERS).mapToObj(i -> "customer-" + (10 + i)).toList();
  }

  /** What the table has to hold after the last order. */
  static Map<String, Totals> totals() {
    Map<String, Totals> totals = new TreeMap<>();
    for (long order = 1; order <= COUNT; order++) {
      String customer = "customer-" + (10 + order * 7919 % CUSTOMERS);
      long amount = 1 + order * 31 % 97;
      totals.merge(customer, new Totals(1, amount, order), Totals::plus);
    }
    return totals;
  }
}
