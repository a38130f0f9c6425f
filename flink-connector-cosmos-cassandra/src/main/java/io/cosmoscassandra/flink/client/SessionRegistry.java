package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.client.failure.Causes;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.flink.annotation.Internal;

/**
 * Lets all who connect with equal settings share one session, which is opened for the first and
 * closed after the last of them.
 */
@Internal
public final class SessionRegistry {

  private static final SessionRegistry INSTANCE = new SessionRegistry(SessionFactory::open);

  private final Function<ConnectionSettings, CompletionStage<CqlSession>> opener;

  /** Guarded by itself, as are the counts of leases in it; held for book-keeping only. */
  private final Map<ConnectionSettings, Entry> entries = new HashMap<>();

  SessionRegistry(Function<ConnectionSettings, CompletionStage<CqlSession>> opener) {
    this.opener = opener;
  }

  /**
   * The registry of this class loader: on a task manager, that of one job, or of all jobs if they
   * share the connector's jar.
   */
  public static SessionRegistry instance() {
    return INSTANCE;
  }

  /**
   * A lease on the session of these settings, opened now if nobody holds one. A session that could
   * not be opened is tried anew by the next caller.
   *
   * @throws ConnectionException if it cannot be opened, or the caller is interrupted meanwhile
   */
  public SharedSession acquire(ConnectionSettings settings) {
    Entry entry;
    boolean first;
    synchronized (entries) {
      entry = entries.get(settings);
      first = entry == null;
      if (first) {
        entry = new Entry(settings);
        entries.put(settings, entry);
      }
      entry.leases++;
    }
    if (first) {
      open(entry);
    }
    // The driver bounds every step, but where one fails in a way it did not expect, it waits on.
    long longest = settings.openingTimeout().toMillis();
    try {
      return new Lease(entry, entry.opened.get(longest, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      release(entry);
      Thread.currentThread().interrupt();
      throw new ConnectionException("Interrupted while connecting", e);
    } catch (TimeoutException e) {
      forget(entry);
      release(entry);
      throw ConnectionErrorExplainer.explain(settings, e);
    } catch (ExecutionException e) {
      throw ownException(e.getCause());
    }
  }

  private void open(Entry entry) {
    CompletionStage<CqlSession> opening;
    try {
      opening = opener.apply(entry.settings);
    } catch (RuntimeException | Error e) {
      opening = CompletableFuture.failedFuture(e);
    }
    opening.whenComplete(
        (session, error) -> {
          if (error == null) {
            entry.opened.complete(new SessionWithTimer(session));
          } else {
            forget(entry);
            entry.opened.completeExceptionally(
                error instanceof CompletionException && error.getCause() != null
                    ? error.getCause()
                    : error);
          }
        });
  }

  private void release(Entry entry) {
    synchronized (entries) {
      if (--entry.leases > 0) {
        return;
      }
      entries.remove(entry.settings, entry);
    }
    if (!entry.opened.isDone()) {
      // Its last holder gave up. A thread of the driver will run this, and must not wait.
      var unused = entry.opened.thenAccept(SessionWithTimer::closeWithoutWaiting);
    } else if (!entry.opened.isCompletedExceptionally()) {
      entry.opened.join().close();
    }
  }

  /** For each of those who waited, so that the stack trace is that of the caller. */
  private static ConnectionException ownException(Throwable error) {
    return error instanceof ConnectionException
        ? new ConnectionException(error.getMessage(), error.getCause())
        : new ConnectionException("Could not open a session: " + Causes.oneLine(error), error);
  }

  private void forget(Entry entry) {
    synchronized (entries) {
      entries.remove(entry.settings, entry);
    }
  }

  /** How many sessions are open or being opened. */
  public int size() {
    synchronized (entries) {
      return entries.size();
    }
  }

  /** A session, or the attempt to open it, with the number of those who hold it. */
  private static final class Entry {
    private final ConnectionSettings settings;
    private final CompletableFuture<SessionWithTimer> opened = new CompletableFuture<>();
    private int leases;

    private Entry(ConnectionSettings settings) {
      this.settings = settings;
    }
  }

  /** One holder's share. */
  private final class Lease implements SharedSession {
    private final Entry entry;
    private final SessionWithTimer open;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lease(Entry entry, SessionWithTimer open) {
      this.entry = entry;
      this.open = open;
    }

    @Override
    public CqlSession session() {
      return open.session();
    }

    @Override
    public ScheduledExecutorService timer() {
      return open.timer();
    }

    @Override
    public ConnectionSettings settings() {
      return entry.settings;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release(entry);
      }
    }
  }
}
