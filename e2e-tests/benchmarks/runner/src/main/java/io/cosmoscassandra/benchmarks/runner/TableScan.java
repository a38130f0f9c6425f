package io.cosmoscassandra.benchmarks.runner;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Reads the table that contenders write, slice by slice of its ring, some of them at a time. */
final class TableScan {

  private static final int SLICES = 64;
  private static final int IN_FLIGHT = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String NAME = Server.KEYSPACE + "." + Server.TABLE;

  private final CqlSession session;

  TableScan(CqlSession session) {
    this.session = session;
  }

  /** A statement that may take its time. */
  static SimpleStatement statement(String cql) {
    return SimpleStatement.builder(cql).setTimeout(PATIENCE).build();
  }

  /** Gives all rows of the table, or of each slice, to a function on the caller's thread. */
  void read(String selected, Consumer<Row> onRow) {
    BigInteger width = BigInteger.TWO.pow(64).divide(BigInteger.valueOf(SLICES));
    Deque<CompletionStage<AsyncResultSet>> inFlight = new ArrayDeque<>();
    for (int i = 0; i < SLICES; i++) {
      BigInteger from =
          BigInteger.valueOf(Long.MIN_VALUE).add(width.multiply(BigInteger.valueOf(i)));
      BigInteger to = from.add(width).subtract(BigInteger.ONE);
      inFlight.add(
          session.executeAsync(
              statement(
                  "SELECT %s FROM %s WHERE token(p) >= %d AND token(p) <= %d"
                      .formatted(selected, NAME, from, to))));
      if (inFlight.size() == IN_FLIGHT) {
        take(inFlight.remove(), onRow);
      }
    }
    while (!inFlight.isEmpty()) {
      take(inFlight.remove(), onRow);
    }
  }

  private static void take(CompletionStage<AsyncResultSet> first, Consumer<Row> onRow) {
    AsyncResultSet page = first.toCompletableFuture().join();
    page.currentPage().forEach(onRow);
    while (page.hasMorePages()) {
      page = page.fetchNextPage().toCompletableFuture().join();
      page.currentPage().forEach(onRow);
    }
  }
}
