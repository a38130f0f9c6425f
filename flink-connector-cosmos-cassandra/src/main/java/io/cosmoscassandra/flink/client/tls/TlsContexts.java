package io.cosmoscassandra.flink.client.tls;

import io.cosmoscassandra.flink.client.failure.ConnectionException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Makes the {@link SSLContext} that settings describe. */
public final class TlsContexts {

  private TlsContexts() {}

  /**
   * @throws ConnectionException naming option, file and cause
   */
  public static SSLContext contextFor(TlsSettings tls) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(tls.keystore()), trustManagers(tls.truststore()), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new ConnectionException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trustManagers(KeyStoreFile truststore)
      throws GeneralSecurityException {
    if (truststore == null) {
      return null; // the certificates that Java brings
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(KeyStoreReader.read(KeyStoreReader.Purpose.TRUST, truststore));
    return factory.getTrustManagers();
  }

  private static KeyManager[] keyManagers(KeyStoreFile keystore) throws GeneralSecurityException {
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
      String why =
          keystore.password() == null
              ? "needs 'ssl.keystore.password'"
              : "the password opens the file, but not its private key; give both the same one";
      throw new ConnectionException("ssl.keystore.path: %s: %s".formatted(keystore.path(), why), e);
    }
    return factory.getKeyManagers();
  }
}
