package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import java.time.Duration;

/**
 * The driver's session.
 *
 * @param session an open session
 */
record DriverSchemaSession(CqlSession session) implements SchemaSession {

  /** The driver may forget to read when the reading before fails at the same moment. */
  private static final Duration LONGEST_READING = Duration.ofMinutes(1);

  @Override
  public Metadata metadata() {
    return session.getMetadata();
  }

  @Override
  public void refresh() throws InterruptedException {
    InterruptibleFutures.on(session.refreshSchemaAsync(), LONGEST_READING);
  }

  @Override
  public boolean awaitAgreement() throws InterruptedException {
    return InterruptibleFutures.on(session.checkSchemaAgreementAsync());
  }

  @Override
  public void execute(String cql, Duration timeout) throws InterruptedException {
    // The statements that come here may be repeated: IF NOT EXISTS, or a read. Every server and
    // every table supports this level.
    AsyncResultSet unused =
        InterruptibleFutures.on(
            session.executeAsync(
                SimpleStatement.newInstance(cql)
                    .setConsistencyLevel(DefaultConsistencyLevel.ONE)
                    .setTimeout(timeout)
                    .setIdempotent(true)));
  }
}
