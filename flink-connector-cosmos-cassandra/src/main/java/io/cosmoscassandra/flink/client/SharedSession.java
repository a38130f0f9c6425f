package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.annotation.Internal;

/**
 * A lease on a session that others of the same settings may hold too; the session ends with its
 * last lease.
 */
@Internal
public interface SharedSession extends AutoCloseable {

  /** The session; to be left open. */
  CqlSession session();

  /** A timer of one daemon thread, for work too short to hold it up; ends with the session. */
  ScheduledExecutorService timer();

  /** What the session was opened with. */
  ConnectionSettings settings();

  /** The kind of server at the other end. */
  default Dialect dialect() {
    return settings().dialect();
  }

  /** Gives the lease back; a second call does nothing. */
  @Override
  void close();
}
