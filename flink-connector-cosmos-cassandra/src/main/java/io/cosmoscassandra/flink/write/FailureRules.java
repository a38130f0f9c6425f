package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.client.failure.FailureDescription;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.TableName;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows from a failed request: it is retried, its rows are sent one by one, its row
 * is skipped, or the sink fails.
 */
final class FailureRules {

  private static final Logger LOG = LoggerFactory.getLogger(FailureRules.class);

  /**
   * Write failures that a row must have met, beside the end of the time for retries, before it
   * counts as rejected. Fewer are other writers of the row.
   */
  private static final int WRITE_FAILURES_TO_BLAME_ROW = 8;

  /** Actions that may follow from a failed request. */
  interface Consequences {

    /** Sends the request again after a delay. */
    void retry(WriteRequest request, Duration delay);

    /** Sends the request again as soon as a node can be reached. */
    void retryOnceReachable(WriteRequest request);

    /** Sends each row of the request in a request of its own. */
    void sendRowsAlone(WriteRequest request);

    /** Gives up the request's only row. */
    void skip(WriteRequest request);

    /** Ends the sink's work. */
    void fail(IOException failure);
  }

  private final TableName table;
  private final KeyDescription keys;
  private final ApplierSettings settings;
  private final Backoff backoff;
  private final Consequences consequences;

  FailureRules(MappedTable table, ApplierSettings settings, Consequences consequences) {
    this.table = table.name();
    this.keys = new KeyDescription(table);
    this.settings = settings;
    this.backoff = settings.retry().backoff();
    this.consequences = consequences;
  }

  /**
   * Applies the rules to a failed request.
   *
   * @param failure the meaning of the error
   * @param now when the request failed, in nanoseconds
   */
  void apply(WriteRequest request, Failure failure, Throwable error, long now) {
    switch (failure.kind()) {
      case UNREACHABLE, TRANSIENT, THROTTLED -> retry(request, failure, error, now);
      case CONTENDED -> {
        request.writeFailed();
        if (isTimeUp(request, now) && isRowToBlame(request)) {
          rejected(request, error);
        } else {
          retry(request, failure, error, now);
        }
      }
      case ROW_REJECTED -> rejected(request, error);
      case SCHEMA_OR_PERMISSION -> {
        if (settings.waitsForSchema()) {
          retry(request, failure, error, now);
        } else {
          fail(request, error);
        }
      }
      case FATAL -> fail(request, error);
    }
  }

  /** The failure of an applier that ran into an error of its own. */
  IOException brokenOff(Throwable error) {
    return failure("Writing to table %s broke off: ".formatted(table), error);
  }

  private void retry(WriteRequest request, Failure failure, Throwable error, long now) {
    if (isTimeUp(request, now)) {
      consequences.fail(
          failure(
              "Writing %s did not succeed within %s ('sink.retry.timeout') and %d attempts; the last one failed: "
                  .formatted(
                      request.describedBy(keys), settings.retry().timeout(), request.attempts()),
              error));
    } else if (failure.kind() == Failure.Kind.UNREACHABLE) {
      // The outage says when to try again, and it has nothing to do with this request.
      consequences.retryOnceReachable(request);
    } else {
      consequences.retry(request, delay(request, failure, now));
    }
  }

  private Duration delay(WriteRequest request, Failure failure, long now) {
    Duration left = settings.retry().timeout().minusNanos(request.ageNanos(now));
    return backoff.delay(request.sentAttempts(), failure, left);
  }

  private boolean isTimeUp(WriteRequest request, long now) {
    return request.ageNanos(now) >= settings.retry().timeout().toNanos();
  }

  private boolean isRowToBlame(WriteRequest request) {
    return settings.writeFailuresMayBlameRow()
        && request.writeFailures() >= WRITE_FAILURES_TO_BLAME_ROW;
  }

  /** The database does not say which row of a batch it rejects, so each is sent alone. */
  private void rejected(WriteRequest request, Throwable error) {
    if (request.size() > 1) {
      consequences.sendRowsAlone(request);
      return;
    }
    String message =
        "The database rejects %s: %s"
            .formatted(request.describedBy(keys), FailureDescription.of(error));
    switch (settings.onRowError()) {
      case FAIL ->
          consequences.fail(
              new RowException(
                  message + " ('sink.on-row-error' = 'skip' skips such rows.)", error));
      case SKIP -> {
        LOG.warn("{} The row is skipped ('sink.on-row-error' = 'skip').", message, error);
        consequences.skip(request);
      }
    }
  }

  private void fail(WriteRequest request, Throwable error) {
    consequences.fail(failure("Writing " + request.describedBy(keys) + " failed: ", error));
  }

  private static IOException failure(String message, Throwable error) {
    return new IOException(message + FailureDescription.of(error), error);
  }
}
