package io.cosmoscassandra.quickstart;

/** What a row of {@code order_totals} says of a customer. */
record Totals(long orders, long amount, long lastOrder) {

  static final Totals NONE = new Totals(0, 0, 0);

  Totals plus(Totals other) {
    return new Totals(
        orders + other.orders, amount + other.amount, Math.max(lastOrder, other.lastOrder));
  }
}
