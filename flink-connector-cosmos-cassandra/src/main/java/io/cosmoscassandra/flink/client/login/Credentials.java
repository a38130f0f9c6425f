package io.cosmoscassandra.flink.client.login;

import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Who the session logs in as.
 *
 * @param password null if it is supplied
 * @param passwordSupplier the class of the {@link PasswordSupplier}, or null
 */
@Internal
public record Credentials(
    String username, @Nullable Secret password, @Nullable String passwordSupplier)
    implements Serializable {

  public Credentials {
    Objects.requireNonNull(username, "username");
    if ((password == null) == (passwordSupplier == null)) {
      throw new IllegalArgumentException("There has to be a password or a supplier of it");
    }
  }

  public Credentials(String username, Secret password) {
    this(username, password, null);
  }
}
