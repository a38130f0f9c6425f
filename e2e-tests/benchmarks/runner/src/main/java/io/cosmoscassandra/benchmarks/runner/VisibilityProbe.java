package io.cosmoscassandra.benchmarks.runner;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks for every hundredth row until it is there, and compares its time of birth, which is one of
 * its columns, with the clock.
 */
final class VisibilityProbe implements AutoCloseable {

  private static final long ROWS_PER_SAMPLE = 100;
  private static final long MILLIS_BETWEEN_LOOKS = 5;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** The samples of this time do not count: the contender is still getting warm. */
  private static final long MILLIS_TO_LEAVE_OUT = 1_000;

  private final CqlSession session;
  private final PreparedStatement select;
  private final Entry entry;
  private final Deque<Long> awaited = new ArrayDeque<>();
  private final List<Long> births = Collections.synchronizedList(new ArrayList<>());
  private final List<Long> latencies = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<Void> allSeen = new CompletableFuture<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(VisibilityProbe::thread);
  private Future<?> looks;

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
    probe.looks =
        probe.timer.scheduleWithFixedDelay(
            probe::lookAtAllThatIsThere, 0, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
    return probe;
  }

  private void lookAtAllThatIsThere() {
    try {
      while (!awaited.isEmpty() && isThere(awaited.peek())) {
        awaited.remove();
      }
      if (awaited.isEmpty()) {
        allSeen.complete(null);
      }
    } catch (RuntimeException e) {
      allSeen.completeExceptionally(e);
    }
  }

  private boolean isThere(long index) {
    Row row =
        session
            .execute(
                select.bind(entry.workload().partition(index), entry.workload().clustering(index)))
            .one();
    if (row == null) {
      return false;
    }
    Instant birth = row.getInstant("at");
    births.add(birth.toEpochMilli());
    latencies.add(System.currentTimeMillis() - birth.toEpochMilli());
    return true;
  }

  /** Waits until all rows were seen, and adds how long they took. */
  Measurement addTo(Measurement run) throws InterruptedException {
    try {
      allSeen.get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return run.failed("not all rows became visible: " + e);
    }
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
    return run;
  }

  private static double quantile(List<Long> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())));
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "visibility");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    looks.cancel(true);
    timer.shutdownNow();
  }
}
