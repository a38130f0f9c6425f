package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.cosmoscassandra.flink.time.BlockingClock;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import io.cosmoscassandra.flink.time.Polling;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.annotation.Internal;

/**
 * Prepares statements for tables whose schema is known. A server that rejects such a statement as
 * invalid has not learned of a new table yet, so preparing is retried.
 */
@Internal
public final class StatementPreparer {

  /** Longer than busy servers need to propagate a new table. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final CqlSession session;
  private final BlockingClock clock;

  public StatementPreparer(CqlSession session, BlockingClock clock) {
    this.session = session;
    this.clock = clock;
  }

  /** Prepares a statement; blocks the calling thread, which can be interrupted. */
  public PreparedStatement prepare(SimpleStatement statement) throws InterruptedException {
    AtomicReference<PreparedStatement> prepared = new AtomicReference<>();
    AtomicReference<InvalidQueryException> last = new AtomicReference<>();
    boolean inTime =
        new Polling(TIMEOUT, clock)
            .until(
                () -> {
                  try {
                    prepared.set(InterruptibleFutures.on(session.prepareAsync(statement)));
                    return true;
                  } catch (InvalidQueryException e) {
                    last.set(e);
                    return false;
                  }
                });
    if (!inTime) {
      throw last.get();
    }
    return prepared.get();
  }
}
