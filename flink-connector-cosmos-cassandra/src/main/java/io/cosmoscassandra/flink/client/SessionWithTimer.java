package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.CqlSession;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session with its timer, which live and end together. */
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
    // A repetition that was called off must not keep its row in memory until its time comes.
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

  /** Ends the session, and waits for it so that no thread outlives the caller's class loader. */
  void close() {
    timer.shutdownNow();
    try {
      session.closeAsync().toCompletableFuture().get(CLOSE_SECONDS, TimeUnit.SECONDS);
      LOG.info("Session {} is closed.", session.getName());
    } catch (TimeoutException e) {
      LOG.warn(
          "Session {} did not close within {} s, it is cut off.", session.getName(), CLOSE_SECONDS);
      session.forceCloseAsync();
    } catch (InterruptedException e) {
      session.forceCloseAsync();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("Session {} did not close cleanly.", session.getName(), e.getCause());
    }
  }
}
