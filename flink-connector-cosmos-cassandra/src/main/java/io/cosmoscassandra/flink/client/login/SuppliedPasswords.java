package io.cosmoscassandra.flink.client.login;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.PASSWORD_SUPPLIER;

import com.datastax.oss.driver.api.core.auth.PlainTextAuthProviderBase;
import com.datastax.oss.driver.api.core.metadata.EndPoint;
import io.cosmoscassandra.flink.client.failure.Causes;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
    super(PASSWORD_SUPPLIER.key());
    this.username = username;
    this.supplier = supplier;
    this.password = new Secret(supplier.get());
  }

  /**
   * Creates the supplier and gets its first password.
   *
   * @throws ConnectionException if the class cannot be used, or does not supply a password
   */
  public static SuppliedPasswords of(String username, String supplierClass) {
    try {
      SuppliedPasswords passwords = new SuppliedPasswords(username, newSupplier(supplierClass));
      passwords.refreshIn(passwords.supplier.refreshInterval());
      return passwords;
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw new ConnectionException(
          "Option '%s': class '%s' cannot be used. It must implement %s, have a public no-argument constructor, and be on the class path of every task manager (%s)."
              .formatted(
                  PASSWORD_SUPPLIER.key(),
                  supplierClass,
                  PasswordSupplier.class.getName(),
                  Causes.oneLine(e)),
          e);
    } catch (Exception e) {
      throw new ConnectionException(
          "Option '%s': class '%s' did not supply a password: %s"
              .formatted(PASSWORD_SUPPLIER.key(), supplierClass, Causes.oneLine(e)),
          e);
    }
  }

  /** The supplier is a class of the job, which may be in another jar than the connector. */
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
          "No new password for user {}. The previous one remains in use; the next attempt is in"
              + " {}.",
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
