package io.cosmoscassandra.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** The ceiling: the driver alone, asynchronously, with nothing around it. */
final class DriverLoop implements Contender {

  private static final int IN_FLIGHT = 256;

  private final CqlSession session;
  private final int rowsPerBatch;

  /**
   * A loop.
   *
   * @param rowsPerBatch how many rows of one partition share a request
   */
  DriverLoop(CqlSession session, int rowsPerBatch) {
    this.session = session;
    this.rowsPerBatch = rowsPerBatch;
  }

  @Override
  public String name() {
    return rowsPerBatch == 1 ? "driver, single rows" : "driver, batches of " + rowsPerBatch;
  }

  @Override
  public void write(Scenario scenario, long rows) throws Exception {
    PreparedStatement insert =
        session.prepare(
            "INSERT INTO %s.%s (p, c, i, d, at, t) VALUES (?, ?, ?, ?, ?, ?) USING TIMESTAMP ?"
                .formatted(Rows.KEYSPACE, Rows.TABLE));
    int inFlight = rowsPerBatch == 1 ? IN_FLIGHT : IN_FLIGHT / 4;
    Semaphore permits = new Semaphore(inFlight);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    long now = System.currentTimeMillis() * 1_000;
    for (long i = 0; i < rows; i += rowsPerBatch) {
      Statement<?> request = request(insert, scenario, i, Math.min(rows, i + rowsPerBatch), now);
      permits.acquire();
      session
          .executeAsync(request)
          .whenComplete(
              (result, error) -> {
                if (error != null) {
                  failure.set(error);
                }
                permits.release();
              });
    }
    permits.acquire(inFlight);
    if (failure.get() != null) {
      throw new IllegalStateException("A write failed", failure.get());
    }
  }

  private static Statement<?> request(
      PreparedStatement insert, Scenario scenario, long from, long to, long micros) {
    if (to - from == 1) {
      return row(insert, scenario, from, micros);
    }
    BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
    for (long i = from; i < to; i++) {
      batch.addStatement(row(insert, scenario, i, micros));
    }
    return batch.build();
  }

  private static BoundStatement row(
      PreparedStatement insert, Scenario scenario, long index, long micros) {
    return insert.bind(
        scenario.partition(index),
        index,
        (int) index,
        index / 3.0,
        Instant.ofEpochMilli(index),
        Rows.text(index),
        micros + index);
  }
}
