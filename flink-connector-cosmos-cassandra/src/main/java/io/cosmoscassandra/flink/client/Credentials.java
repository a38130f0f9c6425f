package io.cosmoscassandra.flink.client;

import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.annotation.Internal;

/** Who the session logs in as. */
@Internal
public record Credentials(String username, Secret password) implements Serializable {

  public Credentials {
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(password, "password");
  }
}
