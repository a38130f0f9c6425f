package io.cosmoscassandra.flink.client.login;

import com.datastax.oss.driver.api.core.auth.PlainTextAuthProviderBase;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import io.cosmoscassandra.flink.client.failure.Causes;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs connections in with the password that a {@link PasswordSupplier} gave last. The driver asks
 * on its own threads, so the supplier is asked ahead, on another.
 */
public final class SuppliedPasswords extends PlainTextAuthProviderBase {

  private static final Logger LOG = LoggerFactory.getLogger(SuppliedPasswords.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

  private final String username;
  private final PasswordSupplier supplier;
  private final ScheduledExecutorService refresher =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "cassandra-password-refresh");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Secret password;

  private SuppliedPasswords(String username, PasswordSupplier supplier) throws Exception {
    super("password-supplier");
    this.username = username;
    this.supplier = supplier;
    this.password = new Secret(supplier.get());
  }

  /**
   * Asks for the first password.
   *
   * @throws ConnectionException if there is no such class, or it supplies none
   */
  public static SuppliedPasswords of(String username, String supplierClass) {
    try {
      SuppliedPasswords passwords = new SuppliedPasswords(username, newSupplier(supplierClass));
      passwords.refreshIn(passwords.supplier.refreshInterval());
      return passwords;
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new ConnectionException(
          "password-supplier: '%s' is no class that can be used: it has to implement %s, to have a public constructor without arguments, and to be in a jar on every task manager (%s)"
              .formatted(supplierClass, PasswordSupplier.class.getName(), Causes.oneLine(e)),
          e);
    } catch (Exception e) {
      throw new ConnectionException(
          "password-supplier: %s supplies no password: %s"
              .formatted(supplierClass, Causes.oneLine(e)),
          e);
    }
  }

  /** The user's classes are those of the job, which may be in another jar than the connector. */
  private static PasswordSupplier newSupplier(String name) throws ReflectiveOperationException {
    ClassLoader ofJob = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = ofJob == null ? SuppliedPasswords.class.getClassLoader() : ofJob;
    return Class.forName(name, true, loader)
        .asSubclass(PasswordSupplier.class)
        .getConstructor()
        .newInstance();
  }

  private void refreshIn(Duration delay) {
    ScheduledFuture<?> unused =
        refresher.schedule(this::refresh, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void refresh() {
    Duration next;
    try {
      password = new Secret(supplier.get());
      next = supplier.refreshInterval();
    } catch (Exception e) {
      LOG.warn(
          "No new password for user {}; the one before is used on. Asking again in {}.",
          username,
          PAUSE_AFTER_FAILURE,
          e);
      next = PAUSE_AFTER_FAILURE;
    }
    if (!refresher.isShutdown()) {
      refreshIn(next);
    }
  }

  @Override
  protected Credentials getCredentials(EndPoint endPoint, String serverAuthenticator) {
    return new Credentials(username.toCharArray(), password.reveal().toCharArray(), new char[0]);
  }

  @Override
  public void close() {
    refresher.shutdownNow();
    if (supplier instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        LOG.warn("The password supplier of user {} did not close cleanly.", username, e);
      }
    }
  }
}
