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
 * Retry policy that tries one other node if a node is lost, and leaves all other errors to the
 * caller, which may wait before it retries; a policy must not block. It never decides to ignore an
 * error, because the driver would report success. Public because the driver creates it by name.
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
    // Another coordinator may see replicas that this one considers down.
    return onceElsewhere(retryCount);
  }

  @Override
  public RetryDecision onRequestAborted(Request request, Throwable error, int retryCount) {
    boolean connectionLost =
        error instanceof ClosedConnectionException || error instanceof HeartbeatException;
    // Otherwise the response could not be decoded, and another node would send the same.
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
