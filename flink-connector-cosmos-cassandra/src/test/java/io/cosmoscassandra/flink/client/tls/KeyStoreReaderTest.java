package io.cosmoscassandra.flink.client.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.login.Secret;
import io.cosmoscassandra.flink.client.tls.KeyStoreReader.Purpose;
import io.cosmoscassandra.flink.kit.KeyStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoreReaderTest {

  @TempDir static Path directory;

  private static KeyStores stores;
  private static KeyStore rsa;
  private static KeyStore ec;

  @BeforeAll
  static void makeIdentities() throws Exception {
    stores = new KeyStores(directory);
    rsa = stores.identity("rsa", "RSA");
    ec = stores.identity("ec", "EC");
  }

  private static KeyStore read(Purpose purpose, Path file, String password) {
    return KeyStoreReader.read(
        purpose, new KeyStoreFile(file.toString(), password == null ? null : new Secret(password)));
  }

  private static void refused(Purpose purpose, Path file, String password, String message) {
    assertThatThrownBy(() -> read(purpose, file, password))
        .isInstanceOf(ConnectionException.class)
        .hasMessageStartingWith(
            "Option '%s.path': file '%s' "
                .formatted(purpose == Purpose.TRUST ? "ssl.truststore" : "ssl.keystore", file))
        .hasMessageContaining(message)
        .hasMessageNotContaining(KeyStores.PASSWORD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void truststoreIsKnownByItsContentWhateverItsName(String type) throws Exception {
    Path file = stores.trusting(type + ".pem", type, rsa, ec);
    assertThat(read(Purpose.TRUST, file, KeyStores.PASSWORD).size()).isEqualTo(2);
    refused(
        Purpose.TRUST, file, "wrong", "does not have the password in 'ssl.truststore.password'");
  }

  @Test
  void jksTruststoreOpensWithoutItsPassword() throws Exception {
    Path file = stores.trusting("nopw.jks", "JKS", rsa);
    assertThat(read(Purpose.TRUST, file, null).size()).isEqualTo(1);
  }

  @Test
  void pkcs12TruststoreWithoutItsPasswordIsNotMistakenForAnEmptyOne() throws Exception {
    Path file = stores.trusting("nopw.p12", "PKCS12", rsa);
    refused(Purpose.TRUST, file, null, "ssl.truststore.password");
  }

  @Test
  void allCertificatesOfAPemFileAreTrusted() throws Exception {
    Path file =
        stores.pem(
            "trust.jks",
            "a comment, as openssl writes them",
            KeyStores.pemOfCertificate(rsa),
            KeyStores.pemOfCertificate(ec));
    KeyStore trust = read(Purpose.TRUST, file, null);
    assertThat(trust.size()).isEqualTo(2);
    assertThat(trust.getCertificateAlias(KeyStores.certificate(ec))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"JKS", "PKCS12"})
  void keystoreIsKnownByItsContentWhateverItsName(String type) throws Exception {
    Path file = stores.save("key." + type, KeyStores.as(type, rsa));
    KeyStore store = read(Purpose.IDENTITY, file, KeyStores.PASSWORD);
    assertThat(store.getKey("key", KeyStores.PASSWORD.toCharArray())).isEqualTo(KeyStores.key(rsa));
    refused(
        Purpose.IDENTITY, file, "wrong", "does not have the password in 'ssl.keystore.password'");
  }

  @Test
  void pemKeyOfEitherAlgorithmIsReadWithItsChain() throws Exception {
    for (KeyStore identity : new KeyStore[] {rsa, ec}) {
      Path file =
          stores.pem("key.pem", KeyStores.pemOfKey(identity), KeyStores.pemOfCertificate(identity));
      KeyStore store = read(Purpose.IDENTITY, file, null);
      assertThat(store.getCertificateChain("key")).containsExactly(KeyStores.certificate(identity));
    }
  }

  @Test
  void encryptedPemKeyIsReadWithItsPassword() throws Exception {
    for (KeyStore identity : new KeyStore[] {rsa, ec}) {
      Path file =
          stores.pem(
              "encrypted.pem",
              KeyStores.pemOfEncryptedKey(identity),
              KeyStores.pemOfCertificate(identity));
      KeyStore store = read(Purpose.IDENTITY, file, KeyStores.PASSWORD);
      assertThat(store.getKey("key", KeyStores.PASSWORD.toCharArray()))
          .isEqualTo(KeyStores.key(identity));
      refused(
          Purpose.IDENTITY, file, "wrong", "does not have the password in 'ssl.keystore.password'");
      refused(Purpose.IDENTITY, file, null, "requires 'ssl.keystore.password'");
    }
  }

  @Test
  void filesThatCannotServeAreNamedWithTheReason() throws Exception {
    refused(Purpose.TRUST, directory.resolve("none"), null, "does not exist on this machine");
    refused(Purpose.TRUST, directory, null, "cannot be read");
    Path text = Files.writeString(directory.resolve("text"), "hello");
    refused(Purpose.TRUST, text, null, "neither PKCS12 nor JKS nor PEM");
    refused(Purpose.TRUST, Files.write(directory.resolve("empty"), new byte[0]), null, "neither");
    refused(
        Purpose.TRUST,
        Files.write(directory.resolve("broken"), new byte[] {0x30, 1, 2}),
        "x",
        "not a readable PKCS12 file");
    refused(
        Purpose.IDENTITY,
        stores.pem("rsa1.pem", KeyStores.pem("RSA PRIVATE KEY", new byte[] {1})),
        null,
        "openssl pkcs8 -topk8");
    refused(
        Purpose.IDENTITY,
        stores.pem("lonely.pem", KeyStores.pemOfKey(rsa)),
        null,
        "but not its certificate");
    refused(
        Purpose.IDENTITY,
        stores.pem("mixed.pem", KeyStores.pemOfKey(rsa), KeyStores.pemOfCertificate(ec)),
        null,
        "must contain the certificate of its private key first");
    refused(
        Purpose.IDENTITY,
        stores.pem("nokey.pem", KeyStores.pemOfCertificate(ec)),
        null,
        "contains 0 private keys");
    refused(
        Purpose.TRUST,
        stores.pem("nocertificate.pem", KeyStores.pemOfKey(rsa)),
        null,
        "contains no certificate");
    refused(
        Purpose.IDENTITY,
        stores.trusting("onlytrust.p12", "PKCS12", rsa),
        KeyStores.PASSWORD,
        "contains no private key");
    refused(
        Purpose.TRUST,
        stores.pem("damaged.pem", KeyStores.pem("CERTIFICATE", new byte[] {1, 2, 3})),
        null,
        "certificate that cannot be read");
  }
}
