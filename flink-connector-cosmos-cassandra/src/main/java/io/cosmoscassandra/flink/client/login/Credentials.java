package io.cosmoscassandra.flink.client.login;

import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * A login, with either a password or a supplier of passwords.
 *
 * @param password the password, or null if it is supplied
 * @param passwordSupplier the class name of the {@link PasswordSupplier}, or null
 */
@Internal
public record Credentials(
    String username, @Nullable Secret password, @Nullable String passwordSupplier)
    implements Serializable {

  public Credentials {
    Objects.requireNonNull(username, "username");
    if ((password == null) == (passwordSupplier == null)) {
      throw new IllegalArgumentException(
          "A login must have either a password or a password supplier");
    }
  }
}
