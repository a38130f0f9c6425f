package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.client.Backoff;
import io.cosmoscassandra.flink.client.ConnectionException;
import io.cosmoscassandra.flink.client.Failure;
import io.cosmoscassandra.flink.client.FailureClassifier;
import io.cosmoscassandra.flink.commit.CommitMetrics;
import io.cosmoscassandra.flink.type.Pause;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts what a commit needs, again and again as long as what is in the way may pass. Rows were
 * promised, so a restart of the job would only bring it back to the same place; it is different for
 * a writer, whose user wants to hear at once that it can't start.
 */
final class PatientStart {

  private static final Logger LOG = LoggerFactory.getLogger(PatientStart.class);

  private final Duration timeout;
  private final Backoff backoff;
  private final CommitMetrics metrics;
  private final Pause clock;

  PatientStart(Duration timeout, Backoff backoff, CommitMetrics metrics, Pause clock) {
    this.timeout = timeout;
    this.backoff = backoff;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Runs a start until it succeeds.
   *
   * @throws RuntimeException if it can't succeed
   * @throws ConnectionException if time is up
   */
  <R> R attempt(SinkStart.Attempt<R> start) throws InterruptedException {
    long begin = clock.nanoTime();
    int attempts = 1;
    while (true) {
      try {
        return start.run();
      } catch (RuntimeException e) {
        Failure failure = FailureClassifier.classify(e);
        if (!failure.mayPass()) {
          throw e;
        }
        if (clock.nanoTime() - begin >= timeout.toNanos()) {
          throw timeUp(attempts, e);
        }
        LOG.warn(
            "A commit can't begin yet, and is tried again ('sink.retry.timeout' = '{}'): {}",
            timeout,
            FailureClassifier.describe(e));
        metrics.retried();
        clock.pause(backoff.delay(attempts, failure));
        attempts++;
      }
    }
  }

  private ConnectionException timeUp(int attempts, RuntimeException last) {
    return new ConnectionException(
        "A commit could not begin within %s ('sink.retry.timeout') and %d attempts; the last one failed: %s. Nothing is lost: the job goes on from here when the database can be used again."
            .formatted(timeout, attempts, FailureClassifier.describe(last)),
        last);
  }
}
