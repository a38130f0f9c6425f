package io.cosmoscassandra.flink.config;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.DriverOptions;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.client.login.Secret;
import io.cosmoscassandra.flink.client.tls.KeyStoreFile;
import io.cosmoscassandra.flink.client.tls.TlsSettings;
import io.cosmoscassandra.flink.text.Wording;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.configuration.ConfigOption;

/** Reads the options of TLS. */
final class TlsReader {

  static final List<ConfigOption<?>> OPTIONS =
      List.of(
          SSL_ENABLED,
          SSL_TRUSTSTORE_PATH,
          SSL_TRUSTSTORE_PASSWORD,
          SSL_KEYSTORE_PATH,
          SSL_KEYSTORE_PASSWORD,
          SSL_HOSTNAME_VERIFICATION);

  /** The driver's own options for TLS. */
  private static final String ENGINE_FACTORY = "advanced.ssl-engine-factory";

  private final OptionReader reader;
  private final DriverOptions driverOptions;

  TlsReader(OptionReader reader, DriverOptions driverOptions) {
    this.reader = reader;
    this.driverOptions = driverOptions;
  }

  TlsSettings read(Dialect dialect) {
    List<String> given = reader.givenAmong(OPTIONS);
    boolean byDriver = driverOptions.contain(ENGINE_FACTORY);
    if (byDriver && !given.isEmpty()) {
      reader.problem(
          "Option '%s' excludes %s. Keep one way to configure TLS."
              .formatted(DRIVER_PREFIX + ENGINE_FACTORY, Wording.quoted(given)));
    }
    boolean elsewhere = byDriver || reader.given(SECURE_CONNECT_BUNDLE).isPresent();
    boolean enabled = reader.given(SSL_ENABLED).orElse(dialect.tlsByDefault() && !elsewhere);
    List<String> unused = given.stream().filter(key -> !key.equals(SSL_ENABLED.key())).toList();
    if (!enabled && !elsewhere && !unused.isEmpty()) {
      reader.problem(
          "Option '%s' is 'false', so %s would have no effect. Set '%s' = 'true', or remove them."
              .formatted(SSL_ENABLED.key(), Wording.quoted(unused), SSL_ENABLED.key()));
    }
    return new TlsSettings(
        enabled,
        store(SSL_TRUSTSTORE_PATH, SSL_TRUSTSTORE_PASSWORD),
        store(SSL_KEYSTORE_PATH, SSL_KEYSTORE_PASSWORD),
        reader.read(SSL_HOSTNAME_VERIFICATION));
  }

  @Nullable
  private KeyStoreFile store(ConfigOption<String> path, ConfigOption<String> password) {
    Optional<Secret> secret = reader.given(password).map(Secret::new);
    String file = reader.textOrNull(path);
    if (file == null && secret.isPresent()) {
      reader.requires(password, path);
    }
    return file == null ? null : new KeyStoreFile(file, secret.orElse(null));
  }
}
