package io.cosmoscassandra.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates and keys, made when first needed, the same for all nodes of a JVM and removed with
 * it.
 *
 * <p>One authority has signed the server's certificate, the one for a wrong host and the client's.
 */
public final class TlsFiles {

  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";
  private static final String WRONG_HOST = "wrong-host";
  private static final String CLIENT = "client";
  private static final String PKCS12 = "PKCS12";
  private static final String JKS = "JKS";
  private static final String EVERY_LOOPBACK_HOST =
      "ip:127.0.0.1,ip:127.0.0.2,ip:127.0.0.3,ip:127.0.1.1,ip:127.0.1.2,ip:127.0.1.3,dns:localhost";

  private final Path directory;
  private final String password = "changeit";
  private final Path master;
  private final KeyStore all;

  /** By the names in their certificates; guarded by this. */
  private final Map<List<String>, SSLContext> serverContexts = new HashMap<>();

  private TlsFiles(Path directory) throws IOException, GeneralSecurityException {
    this.directory = directory;
    this.master = directory.resolve("all.p12");
    Keytool keytool = new Keytool(master, password);
    keytool.addAuthority(AUTHORITY);
    keytool.addSigned(SERVER, AUTHORITY, EVERY_LOOPBACK_HOST);
    keytool.addSigned(WRONG_HOST, AUTHORITY, "dns:another-host.invalid");
    keytool.addSigned(CLIENT, AUTHORITY, "dns:client.invalid");
    this.all = KeyStore.getInstance(master.toFile(), password.toCharArray());
    writeStores();
    writePem();
  }

  /** The certificates that nodes started by this JVM use. */
  public static TlsFiles ofThisJvm() {
    return OfThisJvm.FILES;
  }

  /** Trusts the authority. */
  public Path truststoreJks() {
    return directory.resolve("truststore.jks");
  }

  /** Trusts the authority. */
  public Path truststorePkcs12() {
    return directory.resolve("truststore.p12");
  }

  /** The authority's certificate. */
  public Path truststorePem() {
    return directory.resolve("truststore.pem");
  }

  /** The client's key and certificate. */
  public Path clientKeystoreJks() {
    return directory.resolve(CLIENT + ".jks");
  }

  /** The client's key and certificate. */
  public Path clientKeystorePkcs12() {
    return directory.resolve(CLIENT + ".p12");
  }

  /** The client's key (PKCS 8, not encrypted) and certificate in one file. */
  public Path clientKeystorePem() {
    return directory.resolve("client.pem");
  }

  /** The client's certificate, followed by the authority's. */
  public Path clientCertificatePem() {
    return directory.resolve("client.crt.pem");
  }

  /** The client's key (PKCS 8, not encrypted). */
  public Path clientKeyPem() {
    return directory.resolve("client.key.pem");
  }

  /** Of all stores and the keys in them. */
  public String password() {
    return password;
  }

  /** A server that shows a certificate for some names. */
  public synchronized SSLContext serverContext(List<String> names) {
    return serverContexts.computeIfAbsent(names, this::newServerContext);
  }

  /** A server that shows the same certificate as a node, and trusts the authority. */
  public SSLContext serverContext(Tls tls) {
    return context(serverKeystore(tls));
  }

  /** Trusts the authority and shows the client's certificate when asked for one. */
  public SSLContext clientContext() {
    return context(clientKeystorePkcs12());
  }

  /** Trusts the authority and has no certificate to show. */
  public SSLContext clientContextWithoutCertificate() {
    return context(null);
  }

  Path serverKeystore(Tls tls) {
    return directory.resolve((tls == Tls.SERVER_WITH_WRONG_HOST ? WRONG_HOST : SERVER) + ".p12");
  }

  private SSLContext newServerContext(List<String> names) {
    String alias = "server-" + serverContexts.size();
    new Keytool(master, password)
        .addSigned(
            alias,
            AUTHORITY,
            names.stream().map(name -> "dns:" + name).collect(Collectors.joining(",")));
    try {
      KeyStore made = KeyStore.getInstance(master.toFile(), password.toCharArray());
      Path keystore = directory.resolve(alias + ".p12");
      KeyStore store = emptyStore(PKCS12);
      store.setKeyEntry(
          alias,
          made.getKey(alias, password.toCharArray()),
          password.toCharArray(),
          made.getCertificateChain(alias));
      write(store, keystore);
      return context(keystore);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private SSLContext context(Path keystore) {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(KeyStore.getInstance(truststorePkcs12().toFile(), password.toCharArray()));
      SSLContext context = SSLContext.getInstance("TLS");
      if (keystore == null) {
        context.init(null, trust.getTrustManagers(), null);
      } else {
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(
            KeyStore.getInstance(keystore.toFile(), password.toCharArray()),
            password.toCharArray());
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      }
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void writeStores() throws IOException, GeneralSecurityException {
    writeTrust(truststoreJks(), JKS);
    writeTrust(truststorePkcs12(), PKCS12);
    writeKey(CLIENT, clientKeystoreJks(), JKS);
    writeKey(CLIENT, clientKeystorePkcs12(), PKCS12);
    writeKey(SERVER, serverKeystore(Tls.SERVER), PKCS12);
    writeKey(WRONG_HOST, serverKeystore(Tls.SERVER_WITH_WRONG_HOST), PKCS12);
  }

  private void writeTrust(Path file, String type) throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore(type);
    store.setCertificateEntry(AUTHORITY, all.getCertificate(AUTHORITY));
    write(store, file);
  }

  private void writeKey(String alias, Path file, String type)
      throws IOException, GeneralSecurityException {
    KeyStore store = emptyStore(type);
    store.setKeyEntry(alias, key(alias), password.toCharArray(), all.getCertificateChain(alias));
    write(store, file);
  }

  private void writePem() throws IOException, GeneralSecurityException {
    String authority = pem("CERTIFICATE", all.getCertificate(AUTHORITY).getEncoded());
    StringBuilder chain = new StringBuilder();
    for (Certificate certificate : all.getCertificateChain(CLIENT)) {
      chain.append(pem("CERTIFICATE", certificate.getEncoded()));
    }
    String key = pem("PRIVATE KEY", key(CLIENT).getEncoded());
    Files.writeString(truststorePem(), authority);
    Files.writeString(clientCertificatePem(), chain);
    Files.writeString(clientKeyPem(), key);
    Files.writeString(clientKeystorePem(), key + chain);
  }

  private PrivateKey key(String alias) throws GeneralSecurityException {
    return (PrivateKey) all.getKey(alias, password.toCharArray());
  }

  private static KeyStore emptyStore(String type) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    return store;
  }

  private void write(KeyStore store, Path file) throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
  }

  private static String pem(String label, byte[] content) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, body);
  }

  /** Delays the work until certificates are needed. */
  private static final class OfThisJvm {

    static final TlsFiles FILES = create();

    private static TlsFiles create() {
      NodeDirectory directory = NodeDirectory.temporary();
      Runtime.getRuntime().addShutdownHook(new Thread(directory::close, "remove-certificates"));
      try {
        return new TlsFiles(Files.createDirectories(directory.data()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
