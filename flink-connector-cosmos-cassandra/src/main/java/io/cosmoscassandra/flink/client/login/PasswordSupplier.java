package io.cosmoscassandra.flink.client.login;

import java.time.Duration;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Supplies the password for logins, and renews it periodically. Made for access tokens that expire,
 * such as those of Microsoft Entra ID.
 *
 * <p>Option {@code password-supplier} names the implementing class, which must have a public
 * no-argument constructor. Each session on each task manager creates its own instance, and closes
 * it together with the session if it is {@link AutoCloseable}. Jobs never share a session that has
 * a supplier.
 */
@PublicEvolving
public interface PasswordSupplier {

  /**
   * Returns the password for connections that are opened from now on. It is called when a session
   * is opened, and then periodically on a thread of its own, so it may block.
   *
   * @return the password or token
   * @throws Exception if no password is available; the previous one remains in use, and the call is
   *     repeated soon
   */
  String get() throws Exception;

  /**
   * Returns the time until the next call of {@link #get()}, which must be well before the password
   * expires.
   *
   * @return 15 minutes, unless overridden
   */
  default Duration refreshInterval() {
    return Duration.ofMinutes(15);
  }
}
