package io.cosmoscassandra.flink.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.CrcMismatchException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.retry.RetryDecision;
import com.datastax.oss.driver.api.core.retry.RetryPolicy;
import com.datastax.oss.driver.api.core.servererrors.DefaultWriteType;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import org.junit.jupiter.api.Test;

class NextNodeOnceRetryPolicyTest {

  private final RetryPolicy policy = new NextNodeOnceRetryPolicy(null, "default");

  private RetryDecision aborted(Throwable error, int retryCount) {
    return policy.onRequestAbortedVerdict(null, error, retryCount).getRetryDecision();
  }

  @Test
  void lostConnectionIsTriedOnceOnAnotherNode() {
    ClosedConnectionException closed = new ClosedConnectionException("x");
    assertThat(aborted(closed, 0)).isEqualTo(RetryDecision.RETRY_NEXT);
    assertThat(aborted(closed, 1)).isEqualTo(RetryDecision.RETHROW);
    assertThat(aborted(new HeartbeatException(null, "x", null), 0))
        .isEqualTo(RetryDecision.RETRY_NEXT);
    assertThat(aborted(new CrcMismatchException("x"), 0)).isEqualTo(RetryDecision.RETHROW);
  }

  @Test
  void unavailabilityIsTriedOnceOnAnotherNode() {
    assertThat(
            policy
                .onUnavailableVerdict(null, DefaultConsistencyLevel.ONE, 1, 0, 0)
                .getRetryDecision())
        .isEqualTo(RetryDecision.RETRY_NEXT);
    assertThat(
            policy
                .onUnavailableVerdict(null, DefaultConsistencyLevel.ONE, 1, 0, 1)
                .getRetryDecision())
        .isEqualTo(RetryDecision.RETHROW);
  }

  @Test
  void timeoutsAndServerErrorsAreLeftToTheCaller() {
    assertThat(
            policy
                .onWriteTimeoutVerdict(
                    null, DefaultConsistencyLevel.ONE, DefaultWriteType.BATCH_LOG, 1, 0, 0)
                .getRetryDecision())
        .isEqualTo(RetryDecision.RETHROW);
    assertThat(
            policy
                .onReadTimeoutVerdict(null, DefaultConsistencyLevel.ONE, 1, 1, false, 0)
                .getRetryDecision())
        .isEqualTo(RetryDecision.RETHROW);
    assertThat(
            policy
                .onErrorResponseVerdict(null, new OverloadedException(null), 0)
                .getRetryDecision())
        .isEqualTo(RetryDecision.RETHROW);
    assertThat(
            policy.onErrorResponseVerdict(null, new ServerError(null, "x"), 0).getRetryDecision())
        .isEqualTo(RetryDecision.RETHROW);
  }
}
