package io.cosmoscassandra.flink.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Creates fresh self-signed identities, and key store and PEM files from them. */
public final class KeyStores {

  public static final String PASSWORD = "changeit-now";

  private final Path directory;

  public KeyStores(Path directory) {
    this.directory = directory;
  }

  /** An identity whose certificate carries these names, as in {@code dns:localhost}. */
  public KeyStore identity(String name, String keyAlgorithm, String... subjectAlternativeNames)
      throws Exception {
    Path file = directory.resolve(name + ".identity");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "key",
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-keyalg",
                keyAlgorithm));
    if (subjectAlternativeNames.length > 0) {
      command.add("-ext");
      command.add("san=" + String.join(",", subjectAlternativeNames));
    }
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException(output);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  public static Certificate certificate(KeyStore identity) throws Exception {
    return identity.getCertificate("key");
  }

  public static PrivateKey key(KeyStore identity) throws Exception {
    return (PrivateKey) identity.getKey("key", PASSWORD.toCharArray());
  }

  /** A file that trusts these identities. */
  public Path trusting(String fileName, String type, KeyStore... identities) throws Exception {
    KeyStore trust = KeyStore.getInstance(type);
    trust.load(null, null);
    for (int i = 0; i < identities.length; i++) {
      trust.setCertificateEntry("trusted" + i, certificate(identities[i]));
    }
    return save(fileName, trust);
  }

  public Path save(String fileName, KeyStore store) throws Exception {
    Path file = directory.resolve(fileName);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /** The same identity as another type of store. */
  public static KeyStore as(String type, KeyStore identity) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    store.setKeyEntry(
        "key", key(identity), PASSWORD.toCharArray(), identity.getCertificateChain("key"));
    return store;
  }

  public Path pem(String fileName, String... parts) throws IOException {
    return Files.writeString(directory.resolve(fileName), String.join("\n", parts));
  }

  public static String pemOfCertificate(KeyStore identity) throws Exception {
    return pem("CERTIFICATE", certificate(identity).getEncoded());
  }

  public static String pemOfKey(KeyStore identity) throws Exception {
    return pem("PRIVATE KEY", key(identity).getEncoded());
  }

  public static String pemOfEncryptedKey(KeyStore identity) throws Exception {
    String algorithm = "PBEWithHmacSHA256AndAES_256";
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(
        Cipher.ENCRYPT_MODE,
        SecretKeyFactory.getInstance(algorithm)
            .generateSecret(new PBEKeySpec(PASSWORD.toCharArray())));
    byte[] encrypted = cipher.doFinal(key(identity).getEncoded());
    // Java writes the usual scheme under this name only.
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
    parameters.init(cipher.getParameters().getEncoded());
    return pem(
        "ENCRYPTED PRIVATE KEY", new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded());
  }

  public static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), label);
  }
}
