package io.cosmoscassandra.flink.schema;

import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.client.failure.FailureClassifier;
import io.cosmoscassandra.flink.client.failure.FailureDescription;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.io.IOException;
import java.time.Duration;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a part of a job that needs the database: retries transient failures, and turns lasting
 * ones into exceptions that make Flink restart or fail the job.
 */
@Internal
public final class StartupRetry {

  private static final Logger LOG = LoggerFactory.getLogger(StartupRetry.class);

  private final String part;
  private final ConfigOption<Duration> timeoutOption;
  private final Duration timeout;
  private final Backoff backoff;
  private final BlockingClock clock;

  /**
   * Creates the policy for one part of a job.
   *
   * @param part the part as messages name it, for example "sink"
   * @param timeoutOption the option with which the user sets the timeout
   * @param timeout how long transient failures are retried
   */
  public StartupRetry(
      String part,
      ConfigOption<Duration> timeoutOption,
      Duration timeout,
      Backoff backoff,
      BlockingClock clock) {
    this.part = part;
    this.timeoutOption = timeoutOption;
    this.timeout = timeout;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** A step of a start that sends requests to the database. */
  @FunctionalInterface
  public interface Attempt<R> {
    R run() throws InterruptedException;
  }

  /**
   * Runs a start. A declaration that does not fit, or a connection that cannot be had until a user
   * corrects something, fails a new job for good, since no restart can help. In a restored job the
   * restart strategy decides, since the job may have promised rows already.
   */
  public <R> R attempt(boolean restored, Attempt<R> start) throws IOException {
    try {
      return patiently(start);
    } catch (DeclarationException e) {
      if (restored) {
        throw new IOException(e.getMessage(), e);
      }
      throw new MisconfiguredJobException(e.getMessage(), e);
    } catch (ConnectionException e) {
      if (restored || e.outlook() != ConnectionException.Outlook.LASTING) {
        throw e;
      }
      // The message says it all, and users read the innermost one.
      LOG.debug("The {} cannot start", part, e);
      throw new MisconfiguredJobException(e.getMessage(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the %s was starting".formatted(part), e);
    }
  }

  /**
   * Runs a step of a start, again after each transient failure: a restart of the job would only
   * lead to the same step again.
   *
   * @throws ConnectionException if the timeout is over, or there can be no connection
   */
  public <R> R patiently(Attempt<R> step) throws InterruptedException {
    long begin = clock.nanoTime();
    int attempts = 1;
    while (true) {
      try {
        return step.run();
      } catch (TableCreationException e) {
        // It has been retried already, or tells the user what to correct.
        throw e;
      } catch (ConnectionException e) {
        if (e.outlook() != ConnectionException.Outlook.TRANSIENT || isTimeoutOver(begin)) {
          throw e;
        }
        pause(attempts++, begin, Failure.of(Failure.Kind.UNREACHABLE), e.getMessage());
      } catch (RuntimeException e) {
        Failure failure = FailureClassifier.classify(e);
        if (!isTransient(failure)) {
          throw e;
        }
        if (isTimeoutOver(begin)) {
          throw timeoutOver(attempts, e);
        }
        pause(attempts++, begin, failure, FailureDescription.of(e));
      }
    }
  }

  private boolean isTimeoutOver(long begin) {
    return clock.nanoTime() - begin >= timeout.toNanos();
  }

  /** Logs one line without a stack trace, since many may follow. */
  private void pause(int attempts, long begin, Failure failure, String description)
      throws InterruptedException {
    LOG.warn(
        "The {} cannot start yet and tries again ('{}' = '{}'): {}",
        part,
        timeoutOption.key(),
        timeout,
        description);
    Duration left = timeout.minusNanos(clock.nanoTime() - begin);
    clock.pause(backoff.delay(attempts, failure, left));
  }

  private static boolean isTransient(Failure failure) {
    return switch (failure.kind()) {
      case UNREACHABLE, TRANSIENT, THROTTLED -> true;
      case CONTENDED, ROW_REJECTED, SCHEMA_OR_PERMISSION, FATAL -> false;
    };
  }

  private ConnectionException timeoutOver(int attempts, RuntimeException last) {
    return new ConnectionException(
        "The %s could not start within %s ('%s') and %d attempts; the last one failed: %s"
            .formatted(part, timeout, timeoutOption.key(), attempts, FailureDescription.of(last)),
        last);
  }
}
