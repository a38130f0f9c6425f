package io.cosmoscassandra.flink.client.login;

import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.annotation.Internal;

/**
 * A login.
 *
 * @param username the user
 * @param password where the password comes from
 */
@Internal
public record Credentials(String username, PasswordOrigin password) implements Serializable {

  public Credentials {
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(password, "password");
  }
}
