package io.cosmoscassandra.flink.client.tls;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.failure.ConnectionException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import javax.annotation.Nullable;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.apache.flink.annotation.Internal;

/** Creates the {@link SSLContext} that settings describe. */
@Internal
public final class TlsContexts {

  private TlsContexts() {}

  /**
   * Reads the files and creates the context.
   *
   * @throws ConnectionException that names the option, the file and the cause
   */
  public static SSLContext contextFor(TlsSettings tls) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(tls.keystore()), trustManagers(tls.truststore()), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new ConnectionException("TLS cannot be configured: " + e.getMessage(), e);
    }
  }

  @Nullable
  private static TrustManager[] trustManagers(@Nullable KeyStoreFile truststore)
      throws GeneralSecurityException {
    if (truststore == null) {
      return null; // stands for the certificates that Java trusts
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(KeyStoreReader.read(KeyStoreReader.Purpose.TRUST, truststore));
    return factory.getTrustManagers();
  }

  @Nullable
  private static KeyManager[] keyManagers(@Nullable KeyStoreFile keystore)
      throws GeneralSecurityException {
    if (keystore == null) {
      return null;
    }
    KeyStore store = KeyStoreReader.read(KeyStoreReader.Purpose.IDENTITY, keystore);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    char[] password =
        keystore.password() == null ? new char[0] : keystore.password().reveal().toCharArray();
    try {
      factory.init(store, password);
    } catch (UnrecoverableKeyException e) {
      String problem =
          keystore.password() == null
              ? "requires '%s'".formatted(SSL_KEYSTORE_PASSWORD.key())
              : "contains a private key with another password. Both must have the same";
      throw KeyStoreReader.unusable(SSL_KEYSTORE_PATH.key(), keystore, problem, e);
    }
    return factory.getKeyManagers();
  }
}
