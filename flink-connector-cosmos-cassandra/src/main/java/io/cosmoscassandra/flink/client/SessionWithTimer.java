package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session and a timer with the same lifetime. */
final class SessionWithTimer {

  private static final Logger LOG = LoggerFactory.getLogger(SessionWithTimer.class);
  private static final long CLOSE_SECONDS = 15;

  private final CqlSession session;
  private final ScheduledThreadPoolExecutor timer;

  SessionWithTimer(CqlSession session) {
    this.session = session;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, session.getName() + "-timer");
              thread.setDaemon(true);
              return thread;
            });
    // A cancelled retry must not keep its row in memory until it would have been due.
    timer.setRemoveOnCancelPolicy(true);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  CqlSession session() {
    return session;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  void closeWithoutWaiting() {
    timer.shutdownNow();
    session.forceCloseAsync();
  }

  /** Closes the session, and waits, so that no thread outlives the class loader of the caller. */
  void close() {
    timer.shutdownNow();
    try {
      session.closeAsync().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
      LOG.info("Session {} is closed.", session.getName());
    } catch (TimeoutException e) {
      LOG.warn(
          "Session {} did not close within {} s, and is closed by force.",
          session.getName(),
          CLOSE_SECONDS);
      session.forceCloseAsync();
    } catch (InterruptedException e) {
      session.forceCloseAsync();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("Session {} did not close cleanly.", session.getName(), e.getCause());
    }
  }
}
