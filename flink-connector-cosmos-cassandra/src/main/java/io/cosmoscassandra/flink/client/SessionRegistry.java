package io.cosmoscassandra.flink.client;

import org.apache.flink.annotation.Internal;

/** Lets all who connect with equal settings share one session. */
@Internal
public final class SessionRegistry {

  private static final SessionRegistry INSTANCE = new SessionRegistry();

  private SessionRegistry() {}

  /**
   * The registry of this class loader: on a task manager, of one job or of all that share the
   * connector's jar.
   */
  public static SessionRegistry instance() {
    return INSTANCE;
  }

  /**
   * A lease on the session of these settings, opened now if nobody holds one.
   *
   * @throws ConnectionException if it cannot be opened, or the caller is interrupted meanwhile
   */
  public SharedSession acquire(ConnectionSettings settings) {
    throw new UnsupportedOperationException("to come");
  }
}
