package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.internal.core.context.InternalDriverContext;
import com.datastax.oss.driver.internal.core.cql.CqlRequestAsyncProcessor;
import com.datastax.oss.driver.internal.core.cql.CqlRequestHandler;
import com.datastax.oss.driver.internal.core.session.DefaultSession;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles requests as the driver does, but does not give each of them a name for the log that
 * nobody reads.
 */
final class UntracedRequestProcessor extends CqlRequestAsyncProcessor {

  @Override
  public CompletionStage<AsyncResultSet> process(
      Statement<?> request,
      DefaultSession session,
      InternalDriverContext context,
      String sessionLogPrefix) {
    return new Handler(request, session, context, sessionLogPrefix).handle();
  }

  private static final class Handler extends CqlRequestHandler {

    private static final Logger DRIVERS = LoggerFactory.getLogger(CqlRequestHandler.class);

    private Handler(
        Statement<?> request,
        DefaultSession session,
        InternalDriverContext context,
        String sessionLogPrefix) {
      super(request, session, context, sessionLogPrefix);
    }

    /**
     * The driver makes two names of it for every request, whatever is logged. An object's own is
     * worth that only to those who read what the driver traces.
     */
    @Override
    public int hashCode() {
      return DRIVERS.isTraceEnabled() ? System.identityHashCode(this) : 0;
    }
  }
}
