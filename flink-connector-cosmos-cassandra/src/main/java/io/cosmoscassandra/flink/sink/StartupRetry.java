package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.client.failure.FailureClassifier;
import io.cosmoscassandra.flink.client.failure.FailureDescription;
import io.cosmoscassandra.flink.schema.DeclarationException;
import io.cosmoscassandra.flink.schema.TableCreationException;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a writer or a committer: sits out what passes, and turns the rest into what Flink should
 * make of it.
 */
final class StartupRetry {

  private static final Logger LOG = LoggerFactory.getLogger(StartupRetry.class);

  private final Duration timeout;
  private final Backoff backoff;
  private final BlockingClock clock;

  /**
   * A start.
   *
   * @param timeout how long it is tried
   */
  StartupRetry(Duration timeout, Backoff backoff, BlockingClock clock) {
    this.timeout = timeout;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** Something that asks the database. */
  @FunctionalInterface
  interface Attempt<R> {
    R run() throws InterruptedException;
  }

  /**
   * Runs a start. A declaration that does not fit ends a new job at once, since no restart mends
   * it; a restored job is left to its restart strategy, since it may hold what was promised
   * already.
   */
  <R> R attempt(boolean restored, Attempt<R> start) throws IOException {
    try {
      return patiently(start);
    } catch (DeclarationException e) {
      if (restored) {
        throw new IOException(e.getMessage(), e);
      }
      throw new UnfitDeclarationException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the sink was starting", e);
    }
  }

  /**
   * Runs a part of a start, once more while nodes and network are in trouble: a restart of the job
   * would only bring it back to the same place.
   *
   * @throws ConnectionException if time is up
   */
  <R> R patiently(Attempt<R> start) throws InterruptedException {
    long begin = clock.nanoTime();
    int attempts = 1;
    while (true) {
      try {
        return start.run();
      } catch (ConnectionException | TableCreationException e) {
        // They have had their time, or tell the user what to correct.
        throw e;
      } catch (RuntimeException e) {
        Failure failure = FailureClassifier.classify(e);
        if (!passes(failure)) {
          throw e;
        }
        if (clock.nanoTime() - begin >= timeout.toNanos()) {
          throw timeUp(attempts, e);
        }
        LOG.warn(
            "The sink can't start yet, and tries again ('sink.retry.timeout' = '{}'): {}",
            timeout,
            FailureDescription.of(e));
        clock.pause(backoff.delay(attempts, failure));
        attempts++;
      }
    }
  }

  /** What somebody has to mend had better be known at once. */
  private static boolean passes(Failure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE, TRANSIENT, THROTTLED -> true;
      case CONTENDED, ROW_REJECTED, SCHEMA_OR_PERMISSION, FATAL -> false;
    };
  }

  private ConnectionException timeUp(int attempts, RuntimeException last) {
    return new ConnectionException(
        "The sink could not start within %s ('sink.retry.timeout') and %d attempts; the last one failed: %s"
            .formatted(timeout, attempts, FailureDescription.of(last)),
        last);
  }
}
