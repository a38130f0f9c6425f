package io.cosmoscassandra.flink.client.login;

import java.time.Duration;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Supplies the password to log in with, and a new one from time to time: for access tokens that
 * expire, such as those of Microsoft Entra ID.
 *
 * <p>A class with a constructor without arguments, named by option {@code password-supplier}. An
 * instance is made for each session on each task manager, and closed with the session if it is
 * {@link AutoCloseable}.
 */
@PublicEvolving
public interface PasswordSupplier {

  /**
   * The password for connections that are opened from now on. May take its time; is called when a
   * session is opened, and again and again on a thread of its own.
   *
   * @return the password, or the token
   * @throws Exception if there is none now; the one before is used on, and another asked for soon
   */
  String get() throws Exception;

  /**
   * After how long to ask for another one: well before this one expires.
   *
   * @return 15 minutes, unless overridden
   */
  default Duration refreshInterval() {
    return Duration.ofMinutes(15);
  }
}
