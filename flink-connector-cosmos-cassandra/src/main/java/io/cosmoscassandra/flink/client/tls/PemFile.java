package io.cosmoscassandra.flink.client.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.Nullable;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The certificates and keys of a PEM file.
 *
 * @param certificates the certificates in the order of the file
 * @param keys the keys, not decoded yet, because that may require a password
 */
record PemFile(List<Certificate> certificates, List<EncodedKey> keys) {

  private static final String BEGIN = "-----BEGIN ";
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<body>.*?)-----END \\k<label>-----",
          Pattern.DOTALL);
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** A private key as the file contains it. */
  record EncodedKey(boolean encrypted, String base64) {}

  static boolean looksLike(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1).contains(BEGIN);
  }

  static PemFile parse(String text) throws PemException {
    List<Certificate> certificates = new ArrayList<>();
    List<EncodedKey> keys = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String label = matcher.group("label");
      if (label.endsWith("CERTIFICATE")) {
        certificates.add(certificate(decode(matcher.group("body"))));
      } else if (label.equals("PRIVATE KEY") || label.equals("ENCRYPTED PRIVATE KEY")) {
        keys.add(new EncodedKey(label.startsWith("ENCRYPTED"), matcher.group("body")));
      } else if (label.endsWith("PRIVATE KEY")) {
        throw new PemException(
            "contains a key in the old format '%s'. Convert it with openssl pkcs8 -topk8"
                .formatted(label));
      }
    }
    return new PemFile(certificates, keys);
  }

  KeyStore asTrustStore() throws GeneralSecurityException, PemException {
    if (certificates.isEmpty()) {
      throw new PemException("contains no certificate");
    }
    KeyStore store = empty();
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("certificate-" + i, certificates.get(i));
    }
    return store;
  }

  KeyStore asKeyStore(@Nullable char[] password) throws GeneralSecurityException, PemException {
    if (keys.size() != 1) {
      throw new PemException(
          "contains %d private keys, but must contain one".formatted(keys.size()));
    }
    if (certificates.isEmpty()) {
      throw new PemException("contains a private key, but not its certificate");
    }
    PrivateKey key = privateKey(keys.get(0), password);
    if (!key.getAlgorithm().equals(certificates.get(0).getPublicKey().getAlgorithm())) {
      throw new PemException(
          "must contain the certificate of its private key first, then those that signed it");
    }
    KeyStore store = empty();
    store.setKeyEntry("key", key, password, certificates.toArray(Certificate[]::new));
    return store;
  }

  private static Certificate certificate(byte[] encoded) throws PemException {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      throw new PemException("contains a certificate that cannot be read", false, e);
    }
  }

  private static byte[] decode(String body) throws PemException {
    try {
      return Base64.getMimeDecoder().decode(body.strip());
    } catch (IllegalArgumentException e) {
      throw new PemException("is damaged: one of its parts is not valid base64", false, e);
    }
  }

  private static PrivateKey privateKey(EncodedKey key, @Nullable char[] password)
      throws PemException {
    byte[] content = decode(key.base64());
    PKCS8EncodedKeySpec encoded =
        key.encrypted() ? decrypt(content, password) : new PKCS8EncodedKeySpec(content);
    // The encoding names its algorithm, but Java offers no way to read that name.
    for (String algorithm : KEY_ALGORITHMS) {
      Optional<PrivateKey> decoded = decodeAs(algorithm, encoded);
      if (decoded.isPresent()) {
        return decoded.get();
      }
    }
    throw new PemException(
        "contains a private key that is damaged, or not one of " + KEY_ALGORITHMS);
  }

  private static Optional<PrivateKey> decodeAs(String algorithm, PKCS8EncodedKeySpec encoded)
      throws PemException {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
    } catch (InvalidKeySpecException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new PemException("contains a private key that cannot be read", false, e);
    }
  }

  private static PKCS8EncodedKeySpec decrypt(byte[] content, @Nullable char[] password)
      throws PemException {
    if (password == null) {
      throw new PemException("contains an encrypted private key", true, null);
    }
    EncryptedPrivateKeyInfo encrypted;
    try {
      encrypted = new EncryptedPrivateKeyInfo(content);
    } catch (IOException e) {
      throw new PemException(
          "contains a private key that is damaged, or encrypted in a way that Java does not"
              + " support",
          false,
          e);
    }
    // For the usual scheme, PBES2, only the parameters name the algorithm as Java knows it.
    String algorithm =
        encrypted.getAlgParameters() == null || !encrypted.getAlgName().startsWith("PBES2")
            ? encrypted.getAlgName()
            : encrypted.getAlgParameters().toString();
    try {
      SecretKey key =
          SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(Cipher.DECRYPT_MODE, key, encrypted.getAlgParameters());
      return encrypted.getKeySpec(cipher);
    } catch (NoSuchAlgorithmException e) {
      throw new PemException(
          "contains a private key that is encrypted in a way that Java does not support (%s)"
              .formatted(algorithm),
          false,
          e);
    } catch (GeneralSecurityException e) {
      throw new PemException("contains a private key that cannot be decrypted", true, e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, null);
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return store;
  }
}
