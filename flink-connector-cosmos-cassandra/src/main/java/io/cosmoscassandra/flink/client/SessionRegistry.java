package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.flink.client.failure.Causes;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.login.PasswordOrigin;
import io.cosmoscassandra.flink.client.login.SuppliedPasswords;
import java.time.Duration;
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
import javax.annotation.Nullable;
import javax.annotation.concurrent.GuardedBy;
import org.apache.flink.annotation.Internal;

/**
 * Shares one session among all callers with equal settings. The first lease opens the session, and
 * returning the last one closes it.
 *
 * <p>A session with a password supplier is shared within one job only: the supplier is a class of
 * that job, and ends to work when the job ends.
 */
@Internal
public final class SessionRegistry {

  private static final SessionRegistry INSTANCE =
      new SessionRegistry(SessionFactory::open, SessionWithTimer.LONGEST_CLOSE);

  private final Function<ConnectionSettings, CompletionStage<CqlSession>> opener;

  /** How long an interrupted caller waits for a session that it must close. */
  private final Duration longestGivingUp;

  /** Also guards the lease counts of its entries. The lock is held for bookkeeping only. */
  @GuardedBy("entries")
  private final Map<Key, Entry> entries = new HashMap<>();

  /**
   * What the holders of a session have in common.
   *
   * @param ofSupplier the class loader of the password supplier, or null without one
   */
  private record Key(ConnectionSettings settings, @Nullable ClassLoader ofSupplier) {

    static Key of(ConnectionSettings settings) {
      boolean supplied =
          settings.credentials() != null
              && settings.credentials().password() instanceof PasswordOrigin.Supplied;
      return new Key(settings, supplied ? SuppliedPasswords.loaderOfSuppliers() : null);
    }
  }

  SessionRegistry(
      Function<ConnectionSettings, CompletionStage<CqlSession>> opener, Duration longestGivingUp) {
    this.opener = opener;
    this.longestGivingUp = longestGivingUp;
  }

  /**
   * Returns the registry of this class loader: on a task manager, that of one job, or of all jobs
   * if they share the connector's jar.
   */
  public static SessionRegistry instance() {
    return INSTANCE;
  }

  /**
   * Returns a lease on the session of these settings, and opens the session if this is the first
   * lease. If opening fails, the next caller tries again.
   *
   * @throws ConnectionException if the session cannot be opened, or the caller is interrupted
   */
  public SharedSession acquire(ConnectionSettings settings) {
    Key key = Key.of(settings);
    Entry entry;
    boolean first;
    synchronized (entries) {
      entry = entries.get(key);
      first = entry == null;
      if (first) {
        entry = new Entry(key);
        entries.put(key, entry);
      }
      entry.leases++;
    }
    if (first) {
      open(entry);
    }
    // The driver has a timeout for each step, but waits forever if one fails unexpectedly.
    long longest = settings.openingTimeout().toMillis();
    try {
      return new Lease(entry, entry.opened.get(longest, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      release(entry, longestGivingUp);
      throw new ConnectionException("Interrupted while connecting", e);
    } catch (TimeoutException e) {
      forget(entry);
      release(entry, Duration.ZERO);
      throw ConnectionErrorExplainer.explain(settings, e);
    } catch (ExecutionException e) {
      throw ownException(e.getCause());
    }
  }

  private void open(Entry entry) {
    CompletionStage<CqlSession> opening;
    try {
      opening = opener.apply(entry.key.settings());
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

  /**
   * Returns a lease.
   *
   * @param patience how long to wait for a session that is still opening, if this was its last
   *     lease
   */
  private void release(Entry entry, Duration patience) {
    synchronized (entries) {
      if (--entry.leases > 0) {
        return;
      }
      entries.remove(entry.key, entry);
    }
    if (!UninterruptedWait.isDoneWithin(patience, entry.opened)) {
      // A thread of the driver runs this, and must not wait.
      var unused = entry.opened.thenAccept(SessionWithTimer::closeWithoutWaiting);
    } else if (!entry.opened.isCompletedExceptionally()) {
      entry.opened.join().close();
    }
  }

  /** Returns an exception with the stack trace of the caller, since several may wait. */
  private static ConnectionException ownException(Throwable error) {
    return error instanceof ConnectionException known
        ? new ConnectionException(known.outlook(), known.getMessage(), known.getCause())
        : new ConnectionException("Could not open a session: " + Causes.oneLine(error), error);
  }

  private void forget(Entry entry) {
    synchronized (entries) {
      entries.remove(entry.key, entry);
    }
  }

  /** Returns the number of sessions that are open or being opened. */
  public int size() {
    synchronized (entries) {
      return entries.size();
    }
  }

  /** A session, or the attempt to open it, with the number of its leases. */
  private static final class Entry {
    private final Key key;
    private final CompletableFuture<SessionWithTimer> opened = new CompletableFuture<>();
    private int leases;

    private Entry(Key key) {
      this.key = key;
    }
  }

  /** The lease of one holder. */
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
      return entry.key.settings();
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release(entry, Duration.ZERO);
      }
    }
  }
}
