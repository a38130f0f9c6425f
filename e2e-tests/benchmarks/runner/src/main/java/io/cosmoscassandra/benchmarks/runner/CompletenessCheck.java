package io.cosmoscassandra.benchmarks.runner;

import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;

/** Compares the table with the rows that a contender was given, to find missing and stale ones. */
final class CompletenessCheck {

  private static final int ATTEMPTS = 5;
  private static final String NAME = Server.KEYSPACE + "." + Server.TABLE;

  private final Server server;
  private final TableScan scan;

  CompletenessCheck(Server server) {
    this.server = server;
    this.scan = new TableScan(server.session());
  }

  /**
   * What there should be and what there is.
   *
   * @param stale rows that do not have the value of their last change
   */
  record Verdict(long expected, long found, long stale) {

    boolean isGood() {
      return expected == found && stale == 0;
    }
  }

  /** Looks again a few times if the server cannot answer, which is no fault of the contender's. */
  Verdict check(Workload workload, long rows) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return look(workload, rows);
      } catch (DriverException | CompletionException e) {
        if (attempt == ATTEMPTS) {
          throw new IllegalStateException("The table cannot be read: " + e.getMessage(), e);
        }
        server.settle();
      }
    }
  }

  private Verdict look(Workload workload, long rows) {
    if (!workload.changesRows()) {
      return new Verdict(rows, count(), 0);
    }
    Map<Long, Integer> latest = new HashMap<>();
    for (long i = 0; i < rows; i++) {
      latest.put(workload.partition(i), workload.number(i));
    }
    long found = 0;
    long stale = 0;
    for (Row row : server.session().execute(TableScan.statement("SELECT p, i FROM " + NAME))) {
      found++;
      Integer expected = latest.get(row.getLong("p"));
      if (expected == null || row.getInt("i") != expected) {
        stale++;
      }
    }
    return new Verdict(latest.size(), found, stale);
  }

  /** The rows of the table; the server counts, slice by slice of its ring. */
  long count() {
    AtomicLong count = new AtomicLong();
    scan.read("COUNT(*)", row -> count.addAndGet(row.getLong(0)));
    return count.get();
  }
}
