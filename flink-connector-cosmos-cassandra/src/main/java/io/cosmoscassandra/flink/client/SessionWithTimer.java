package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.CqlSession;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session and a timer with the same lifetime. */
final class SessionWithTimer {

  private static final Logger LOG = LoggerFactory.getLogger(SessionWithTimer.class);

  /** The longest time that closing a session may take. */
  static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);

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
    CompletableFuture<Void> closing =
        closeAsync(Thread.currentThread().isInterrupted())
            .whenComplete((v, error) -> logEnd(error))
            .toCompletableFuture();
    if (!UninterruptedWait.isDoneWithin(LONGEST_CLOSE, closing)) {
      LOG.warn(
          "Session {} did not close within {} s, and is closed by force.",
          session.getName(),
          LONGEST_CLOSE.toSeconds());
      session.forceCloseAsync();
    }
  }

  /** A cancelled task does not wait for its requests. */
  private CompletionStage<Void> closeAsync(boolean cancelled) {
    return cancelled ? session.forceCloseAsync() : session.closeAsync();
  }

  private void logEnd(@Nullable Throwable error) {
    if (error == null) {
      LOG.info("Session {} is closed.", session.getName());
    } else {
      LOG.warn("Session {} did not close cleanly.", session.getName(), error);
    }
  }
}
