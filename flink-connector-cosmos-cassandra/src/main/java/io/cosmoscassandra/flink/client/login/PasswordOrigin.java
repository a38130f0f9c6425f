package io.cosmoscassandra.flink.client.login;

import com.datastax.oss.driver.api.core.auth.AuthProvider;
import com.datastax.oss.driver.api.core.auth.ProgrammaticPlainTextAuthProvider;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;

/** Tells where the password of a login comes from. */
@Internal
public sealed interface PasswordOrigin extends Serializable {

  /** The option that the user set. */
  ConfigOption<String> option();

  /**
   * Logs connections in with the password of this origin. It must be closed with its session.
   *
   * @param timeLimit how long the first password may take
   * @throws io.cosmoscassandra.flink.client.failure.ConnectionException without a password
   */
  AuthProvider newAuthProvider(String username, Duration timeLimit);

  /** A password in the options, which never changes. */
  record Given(Secret password) implements PasswordOrigin {
    @Override
    public ConfigOption<String> option() {
      return CassandraConnectorOptions.PASSWORD;
    }

    @Override
    public AuthProvider newAuthProvider(String username, Duration timeLimit) {
      return new ProgrammaticPlainTextAuthProvider(username, password.reveal());
    }
  }

  /** A file on each machine, which is read again and again. */
  record InFile(String path) implements PasswordOrigin {
    @Override
    public ConfigOption<String> option() {
      return CassandraConnectorOptions.PASSWORD_FILE;
    }

    @Override
    public AuthProvider newAuthProvider(String username, Duration timeLimit) {
      return SuppliedPasswords.of(username, this, timeLimit);
    }
  }

  /** The name of a class of the job, a {@link PasswordSupplier}. */
  record Supplied(String supplierClass) implements PasswordOrigin {
    @Override
    public ConfigOption<String> option() {
      return CassandraConnectorOptions.PASSWORD_SUPPLIER;
    }

    @Override
    public AuthProvider newAuthProvider(String username, Duration timeLimit) {
      return SuppliedPasswords.of(username, this, timeLimit);
    }
  }
}
