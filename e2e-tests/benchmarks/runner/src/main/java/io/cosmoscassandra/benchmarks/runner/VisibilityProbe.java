package io.cosmoscassandra.benchmarks.runner;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks for every hundredth row until it is there, and compares its time of birth, which is one of
 * its columns, with the clock.
 */
final class VisibilityProbe implements AutoCloseable {

  private static final long ROWS_PER_SAMPLE = 100;
  private static final long MILLIS_BETWEEN_LOOKS = 5;

  /** The samples of this time do not count: the contender is still getting warm. */
  private static final long MILLIS_TO_LEAVE_OUT = 1_000;

  private final CqlSession session;
  private final PreparedStatement select;
  private final Entry entry;
  private final Deque<Long> awaited = new ArrayDeque<>();
  private final List<Long> births = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread = new Thread(this::look, "visibility");

  private VisibilityProbe(CqlSession session, Entry entry) {
    this.session = session;
    this.entry = entry;
    this.select =
        session.prepare(
            "SELECT at FROM %s.%s WHERE p = ? AND c = ?".formatted(Server.KEYSPACE, Server.TABLE));
    for (long i = 0; i < entry.rows(); i += ROWS_PER_SAMPLE) {
      awaited.add(i);
    }
  }

  static VisibilityProbe start(CqlSession session, Entry entry) {
    VisibilityProbe probe = new VisibilityProbe(session, entry);
    probe.thread.setDaemon(true);
    probe.thread.start();
    return probe;
  }

  private void look() {
    try {
      while (!awaited.isEmpty()) {
        long index = awaited.peek();
        Row row =
            session
                .execute(
                    select.bind(
                        entry.workload().partition(index), entry.workload().clustering(index)))
                .one();
        if (row == null) {
          TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN_LOOKS);
        } else {
          Instant birth = row.getInstant("at");
          births.add(birth.toEpochMilli());
          latencies.add(System.currentTimeMillis() - birth.toEpochMilli());
          awaited.remove();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all rows were seen, and adds how long they took. */
  void addTo(Measurement run) throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(10));
    List<Long> counted = new ArrayList<>();
    for (int i = 0; i < latencies.size(); i++) {
      if (births.get(i) - births.get(0) >= MILLIS_TO_LEAVE_OUT) {
        counted.add(latencies.get(i));
      }
    }
    Collections.sort(counted);
    if (!counted.isEmpty()) {
      run.put("latencyMedianMillis", quantile(counted, 0.5));
      run.put("latencyP99Millis", quantile(counted, 0.99));
      run.put("latencyMaxMillis", quantile(counted, 1));
    }
  }

  private static double quantile(List<Long> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())));
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
