package io.cosmoscassandra.flink.client.login;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.PASSWORD_SUPPLIER;

import com.datastax.oss.driver.api.core.auth.PlainTextAuthProviderBase;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import io.cosmoscassandra.flink.client.failure.Causes;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import java.time.Duration;
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
 * Logs connections in with the latest password of a {@link PasswordSupplier}. The driver asks for
 * it on its own threads, which must not block, so a thread of its own calls the supplier in
 * advance.
 */
@Internal
public final class SuppliedPasswords extends PlainTextAuthProviderBase {

  private static final Logger LOG = LoggerFactory.getLogger(SuppliedPasswords.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

  private final String username;
  private final String supplierClass;
  private final Duration pauseAfterFailure;
  private final ClassLoader loader = loaderOfSuppliers();
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

  private SuppliedPasswords(String username, String supplierClass, Duration pauseAfterFailure) {
    super(PASSWORD_SUPPLIER.key());
    this.username = username;
    this.supplierClass = supplierClass;
    this.pauseAfterFailure = pauseAfterFailure;
  }

  /**
   * Creates the supplier and gets its first password.
   *
   * @param timeLimit how long the supplier may take
   * @throws ConnectionException if the class cannot be used, or does not supply a password in time
   */
  public static SuppliedPasswords of(String username, String supplierClass, Duration timeLimit) {
    return of(username, supplierClass, timeLimit, PAUSE_AFTER_FAILURE);
  }

  static SuppliedPasswords of(
      String username, String supplierClass, Duration timeLimit, Duration pauseAfterFailure) {
    SuppliedPasswords passwords = new SuppliedPasswords(username, supplierClass, pauseAfterFailure);
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
              PasswordSupplier created = newSupplier();
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
          "Option '%s': class '%s' did not supply a password within %s. Look into what it waits for."
              .formatted(PASSWORD_SUPPLIER.key(), supplierClass, timeLimit),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectionException("Interrupted while connecting", e);
    }
  }

  /** No code of the class runs before it is known to be a supplier. */
  private PasswordSupplier newSupplier() throws ReflectiveOperationException {
    return Class.forName(supplierClass, false, loader)
        .asSubclass(PasswordSupplier.class)
        .getConstructor()
        .newInstance();
  }

  private ConnectionException unusable(Throwable cause) {
    return new ConnectionException(
        "Option '%s': class '%s' cannot be used. It must implement %s, have a public no-argument constructor, and be on the class path of every task manager (%s)."
            .formatted(
                PASSWORD_SUPPLIER.key(),
                supplierClass,
                PasswordSupplier.class.getName(),
                Causes.oneLine(cause)),
        cause);
  }

  private ConnectionException withoutPassword(Throwable cause) {
    return new ConnectionException(
        "Option '%s': class '%s' did not supply a password: %s"
            .formatted(PASSWORD_SUPPLIER.key(), supplierClass, Causes.oneLine(cause)),
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
