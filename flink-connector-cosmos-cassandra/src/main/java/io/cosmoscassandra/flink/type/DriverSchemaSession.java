package io.cosmoscassandra.flink.type;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * The driver's session.
 *
 * <p>Waits on the asynchronous calls, because the blocking ones of the driver cannot be
 * interrupted, and Flink interrupts a task that it cancels.
 *
 * @param session an open session
 */
record DriverSchemaSession(CqlSession session) implements SchemaSession {

  @Override
  public Metadata metadata() {
    return session.getMetadata();
  }

  @Override
  public void refresh() throws InterruptedException {
    await(session.refreshSchemaAsync());
  }

  @Override
  public boolean awaitAgreement() throws InterruptedException {
    return await(session.checkSchemaAgreementAsync());
  }

  @Override
  public void execute(String cql, Duration timeout) throws InterruptedException {
    // The statements that come here may be repeated: IF NOT EXISTS, or a read.
    AsyncResultSet unused =
        await(
            session.executeAsync(
                SimpleStatement.newInstance(cql).setTimeout(timeout).setIdempotent(true)));
  }

  private static <T> T await(CompletionStage<T> answer) throws InterruptedException {
    try {
      return answer.toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
