package io.cosmoscassandra.flink.client.login;

import com.datastax.oss.driver.api.core.auth.PlainTextAuthProviderBase;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import io.cosmoscassandra.flink.client.failure.Causes;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs connections in with the latest password of a {@link PasswordSupplier}, which may be a file.
 * The driver asks for it on its own threads, which must not block, so a thread of its own calls the
 * supplier in advance.
 */
@Internal
public final class SuppliedPasswords extends PlainTextAuthProviderBase {

  private static final Logger LOG = LoggerFactory.getLogger(SuppliedPasswords.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

  private final String username;
  private final String option;

  /** The supplier as messages name it. */
  private final String subject;

  private final Callable<? extends PasswordSupplier> creation;
  private final Duration pauseAfterFailure;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ScheduledExecutorService refresher =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "cassandra-password-refresh");
            thread.setDaemon(true);
            return thread;
          });

  /** Set by the refreshing thread; null until the class has been instantiated. */
  @Nullable private volatile PasswordSupplier supplier;

  private volatile Secret password;

  private SuppliedPasswords(
      String username,
      PasswordOrigin origin,
      String subject,
      Callable<? extends PasswordSupplier> creation,
      Duration pauseAfterFailure) {
    super(origin.option().key());
    this.username = username;
    this.option = origin.option().key();
    this.subject = subject;
    this.creation = creation;
    this.pauseAfterFailure = pauseAfterFailure;
  }

  /**
   * Creates the supplier and gets its first password.
   *
   * @param timeLimit how long the supplier may take
   * @throws ConnectionException if the class cannot be used, or does not supply a password in time
   */
  public static SuppliedPasswords of(
      String username, PasswordOrigin.Supplied origin, Duration timeLimit) {
    return of(username, origin, timeLimit, PAUSE_AFTER_FAILURE);
  }

  static SuppliedPasswords of(
      String username,
      PasswordOrigin.Supplied origin,
      Duration timeLimit,
      Duration pauseAfterFailure) {
    ClassLoader loader = loaderOfSuppliers();
    return begun(
        new SuppliedPasswords(
            username,
            origin,
            "class '%s'".formatted(origin.supplierClass()),
            () -> newSupplier(origin.supplierClass(), loader),
            pauseAfterFailure),
        timeLimit);
  }

  /**
   * Reads a file with a password for the first time.
   *
   * @param timeLimit how long the file system may take
   * @throws ConnectionException if the file does not contain a password
   */
  public static SuppliedPasswords of(
      String username, PasswordOrigin.InFile origin, Duration timeLimit) {
    return begun(
        new SuppliedPasswords(
            username,
            origin,
            "file '%s'".formatted(origin.path()),
            () -> new PasswordFile(origin.path()),
            PAUSE_AFTER_FAILURE),
        timeLimit);
  }

  private static SuppliedPasswords begun(SuppliedPasswords passwords, Duration timeLimit) {
    try {
      passwords.begin(timeLimit);
      return passwords;
    } catch (Throwable e) {
      passwords.close();
      throw e;
    }
  }

  /**
   * The class loader of the calling thread, from which suppliers are loaded: a supplier is a class
   * of the job, which may be in another jar than the connector.
   */
  public static ClassLoader loaderOfSuppliers() {
    ClassLoader ofJob = Thread.currentThread().getContextClassLoader();
    return ofJob == null ? SuppliedPasswords.class.getClassLoader() : ofJob;
  }

  private void begin(Duration timeLimit) {
    Future<?> first =
        refresher.submit(
            () -> {
              PasswordSupplier created = creation.call();
              supplier = created;
              password = new Secret(created.get());
              refreshIn(created.refreshInterval());
              return null;
            });
    try {
      first.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw supplier == null ? unusable(e.getCause()) : withoutPassword(e.getCause());
    } catch (TimeoutException e) {
      throw new ConnectionException(
          "Option '%s': %s did not supply a password within %s. Look into what it waits for."
              .formatted(option, subject, timeLimit),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionException("Interrupted while connecting", e);
    }
  }

  /** No code of the class runs before it is known to be a supplier. */
  private static PasswordSupplier newSupplier(String supplierClass, ClassLoader loader)
      throws ReflectiveOperationException {
    return Class.forName(supplierClass, false, loader)
        .asSubclass(PasswordSupplier.class)
        .getConstructor()
        .newInstance();
  }

  private ConnectionException unusable(Throwable cause) {
    return new ConnectionException(
        "Option '%s': %s cannot be used. It must implement %s, have a public no-argument constructor, and be on the class path of every task manager (%s)."
            .formatted(option, subject, PasswordSupplier.class.getName(), Causes.oneLine(cause)),
        cause);
  }

  private ConnectionException withoutPassword(Throwable cause) {
    return new ConnectionException(
        "Option '%s': %s did not supply a password: %s"
            .formatted(option, subject, Causes.oneLine(cause)),
        cause);
  }

  private void refreshIn(Duration delay) {
    if (!refresher.isShutdown()) {
      ScheduledFuture<?> unused =
          refresher.schedule(this::refresh, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Errors count too: the executor would drop them, and with them all later refreshes. */
  private void refresh() {
    Duration next = pauseAfterFailure;
    try {
      PasswordSupplier current = supplier;
      password = new Secret(current.get());
      next = current.refreshInterval();
    } catch (Throwable e) {
      LOG.warn(
          "No new password for user {}. The previous one remains in use; the next attempt is in"
              + " {}.",
          username,
          next,
          e);
    } finally {
      refreshIn(next);
    }
  }

  @Override
  protected Credentials getCredentials(EndPoint endPoint, String serverAuthenticator) {
    return new Credentials(username.toCharArray(), password.reveal().toCharArray(), new char[0]);
  }

  /** Ends the refresh, and closes the supplier. Further calls have no effect. */
  @Override
  public void close() {
    refresher.shutdownNow();
    if (supplier instanceof AutoCloseable closeable && closed.compareAndSet(false, true)) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.warn("The password supplier of user {} did not close cleanly.", username, e);
      }
    }
  }
}
