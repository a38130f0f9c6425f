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
 * Handles requests as the driver does, but without the identity hash of each request, which appears
 * only in what the driver traces.
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

    private static final Logger DRIVER_LOG = LoggerFactory.getLogger(CqlRequestHandler.class);

    private Handler(
        Statement<?> request,
        DefaultSession session,
        InternalDriverContext context,
        String sessionLogPrefix) {
      super(request, session, context, sessionLogPrefix);
    }

    /**
     * Returns the identity hash only if the driver traces requests. The driver puts it into two log
     * prefixes per request, whether they are logged or not, and computing it is expensive.
     */
    @Override
    public int hashCode() {
      return DRIVER_LOG.isTraceEnabled() ? System.identityHashCode(this) : 0;
    }
  }
}
