package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.DriverOptions;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.login.Credentials;
import io.cosmoscassandra.flink.client.login.PasswordOrigin;
import io.cosmoscassandra.flink.client.login.Secret;
import java.util.ArrayList;
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
    List<PasswordOrigin> origins = readOrigins();
    if (username == null && origins.isEmpty()) {
      return null;
    }
    if (driverOptions.contain(AUTH_PROVIDER)) {
      reader.problem(
          "Option '%s' excludes '%s' and '%s'. Keep one way to log in."
              .formatted(DRIVER_PREFIX + AUTH_PROVIDER, USERNAME.key(), PASSWORD.key()));
    }
    if (origins.isEmpty()) {
      reader.requires(USERNAME, PASSWORD);
      return null;
    }
    PasswordOrigin origin = origins.get(0);
    if (origins.size() > 1) {
      reader.problem(
          "Option '%s' excludes '%s'. Keep one of them."
              .formatted(origin.option().key(), origins.get(1).option().key()));
      return null;
    }
    Optional<String> user = Optional.ofNullable(username).or(() -> dialect.defaultUsername(hosts));
    if (user.isEmpty()) {
      reader.requires(origin.option(), USERNAME);
    }
    return user.map(name -> new Credentials(name, origin)).orElse(null);
  }

  /** All origins that are given, though only one may be. */
  private List<PasswordOrigin> readOrigins() {
    List<PasswordOrigin> origins = new ArrayList<>();
    Optional.ofNullable(reader.textOrNull(PASSWORD_SUPPLIER))
        .ifPresent(name -> origins.add(new PasswordOrigin.Supplied(name)));
    Optional.ofNullable(reader.textOrNull(PASSWORD_FILE))
        .ifPresent(path -> origins.add(new PasswordOrigin.InFile(path)));
    reader
        .given(PASSWORD)
        .ifPresent(
            password -> {
              if (password.isEmpty()) {
                reader.problem(
                    "Option '%s' must not be empty. Set a password, or remove '%s' and '%s'."
                        .formatted(PASSWORD.key(), USERNAME.key(), PASSWORD.key()));
              }
              origins.add(new PasswordOrigin.Given(new Secret(password)));
            });
    return origins;
  }
}
