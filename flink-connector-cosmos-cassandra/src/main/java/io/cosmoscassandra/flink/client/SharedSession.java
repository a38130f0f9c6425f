package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.annotation.Internal;

/** Lease on a session that is shared by all holders with the same settings. */
@Internal
public interface SharedSession extends AutoCloseable {

  /** Returns the session, which closes with its last lease and must not be closed by a holder. */
  CqlSession session();

  /** Returns the session's timer, a single daemon thread for tasks that do not block. */
  ScheduledExecutorService timer();

  /** Returns the settings that the session was opened with. */
  ConnectionSettings settings();

  /** Returns the dialect of the server. */
  default Dialect dialect() {
    return settings().dialect();
  }

  /** Returns the lease. Further calls have no effect. */
  @Override
  void close();
}
