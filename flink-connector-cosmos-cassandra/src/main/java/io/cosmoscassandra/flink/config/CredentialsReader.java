package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.DriverOptions;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.login.Credentials;
import io.cosmoscassandra.flink.client.login.Secret;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;

/** Reads the options of the login. */
final class CredentialsReader {

  /** The driver's own option for the login. */
  private static final String AUTH_PROVIDER = "advanced.auth-provider.class";

  private final OptionReader reader;
  private final DriverOptions driverOptions;

  CredentialsReader(OptionReader reader, DriverOptions driverOptions) {
    this.reader = reader;
    this.driverOptions = driverOptions;
  }

  /** The credentials; null if none are given or they are incomplete. */
  @Nullable
  Credentials read(Dialect dialect, List<HostAndPort> hosts) {
    String username = reader.textOrNull(USERNAME);
    String password = reader.given(PASSWORD).orElse(null);
    String supplier = reader.textOrNull(PASSWORD_SUPPLIER);
    if (username == null && password == null && supplier == null) {
      return null;
    }
    if (driverOptions.contain(AUTH_PROVIDER)) {
      reader.problem(
          "Option '%s' excludes '%s' and '%s'. Keep one way to log in."
              .formatted(DRIVER_PREFIX + AUTH_PROVIDER, USERNAME.key(), PASSWORD.key()));
    }
    if (password != null && password.isEmpty()) {
      reader.problem(
          "Option '%s' must not be empty. Set a password, or remove '%s' and '%s'."
              .formatted(PASSWORD.key(), USERNAME.key(), PASSWORD.key()));
    }
    Optional<String> user = Optional.ofNullable(username).or(() -> dialect.defaultUsername(hosts));
    if (password != null && supplier != null) {
      reader.problem(
          "Option '%s' excludes '%s'. Keep one of them."
              .formatted(PASSWORD_SUPPLIER.key(), PASSWORD.key()));
    } else if (password == null && supplier == null) {
      reader.requires(USERNAME, PASSWORD);
    } else if (user.isEmpty()) {
      reader.requires(password == null ? PASSWORD_SUPPLIER : PASSWORD, USERNAME);
    } else {
      return new Credentials(user.get(), password == null ? null : new Secret(password), supplier);
    }
    return null;
  }
}
