package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import java.util.concurrent.CompletionStage;
import org.apache.flink.annotation.Internal;

/** Sends encoded rows through a session that can write them. */
@Internal
public final class RowSender {

  private final CqlSession session;
  private final BatchType batchType;

  /**
   * Creates a sender.
   *
   * @param batchType the type of batches, which requests of several rows are
   * @throws IllegalStateException if the session is not from {@link EncodedRowsSessionBuilder}
   */
  public RowSender(CqlSession session, BatchType batchType) {
    if (!EncodedRowsSessionBuilder.built(session)) {
      throw new IllegalStateException(
          "Session %s cannot write encoded rows: build it with %s"
              .formatted(session.getName(), EncodedRowsSessionBuilder.class.getSimpleName()));
    }
    this.session = session;
    this.batchType = batchType;
  }

  /**
   * Sends a request that writes the rows.
   *
   * @param unbound the statement of the first row, without values
   */
  public CompletionStage<AsyncResultSet> send(EncodedRows rows, BoundStatement unbound) {
    return session.executeAsync(rows.boundTo(unbound, batchType));
  }
}
