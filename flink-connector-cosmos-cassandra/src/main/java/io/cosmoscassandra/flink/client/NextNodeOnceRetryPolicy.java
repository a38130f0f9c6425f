package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.connection.HeartbeatException;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.retry.RetryDecision;
import com.datastax.oss.driver.api.core.retry.RetryPolicy;
import com.datastax.oss.driver.api.core.servererrors.CoordinatorException;
import com.datastax.oss.driver.api.core.servererrors.WriteType;
import com.datastax.oss.driver.api.core.session.Request;
import org.apache.flink.annotation.Internal;

/**
 * Lets the driver try one other node when one is lost, and hands everything else to the caller, who
 * can wait, as a policy of the driver must not. It never ignores an error: the driver would report
 * success. Public because the driver creates it by name.
 */
@Internal
@SuppressWarnings("deprecation") // these methods are abstract, and their successors call them
public final class NextNodeOnceRetryPolicy implements RetryPolicy {

  public NextNodeOnceRetryPolicy(DriverContext context, String profileName) {}

  @Override
  public RetryDecision onReadTimeout(
      Request request,
      ConsistencyLevel level,
      int blockFor,
      int received,
      boolean dataPresent,
      int retryCount) {
    return RetryDecision.RETHROW;
  }

  @Override
  public RetryDecision onWriteTimeout(
      Request request,
      ConsistencyLevel level,
      WriteType writeType,
      int blockFor,
      int received,
      int retryCount) {
    return RetryDecision.RETHROW;
  }

  @Override
  public RetryDecision onUnavailable(
      Request request, ConsistencyLevel level, int required, int alive, int retryCount) {
    // The node may have lost sight of the others, which is why another one may know better.
    return onceElsewhere(retryCount);
  }

  @Override
  public RetryDecision onRequestAborted(Request request, Throwable error, int retryCount) {
    boolean connectionLost =
        error instanceof ClosedConnectionException || error instanceof HeartbeatException;
    // Anything else is an answer that could not be read; another node would send the same.
    return connectionLost ? onceElsewhere(retryCount) : RetryDecision.RETHROW;
  }

  @Override
  public RetryDecision onErrorResponse(
      Request request, CoordinatorException error, int retryCount) {
    return RetryDecision.RETHROW;
  }

  @Override
  public void close() {}

  private static RetryDecision onceElsewhere(int retryCount) {
    return retryCount == 0 ? RetryDecision.RETRY_NEXT : RetryDecision.RETHROW;
  }
}
