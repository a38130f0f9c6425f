package io.cosmoscassandra.flink.client.tls;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.failure.ConnectionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import javax.annotation.Nullable;

/** Reads a {@link KeyStoreFile}, and detects its format from the content, not from the name. */
final class KeyStoreReader {

  private static final int JKS_MAGIC = 0xFEEDFEED;
  private static final int DER_SEQUENCE = 0x30;

  /** The purpose of a file, with the options that describe it. */
  enum Purpose {
    TRUST(SSL_TRUSTSTORE_PATH.key(), SSL_TRUSTSTORE_PASSWORD.key()),
    IDENTITY(SSL_KEYSTORE_PATH.key(), SSL_KEYSTORE_PASSWORD.key());

    private final String path;
    private final String password;

    Purpose(String path, String password) {
      this.path = path;
      this.password = password;
    }
  }

  private final Purpose purpose;
  private final KeyStoreFile file;

  private KeyStoreReader(Purpose purpose, KeyStoreFile file) {
    this.purpose = purpose;
    this.file = file;
  }

  /**
   * Reads the entries of the file. A private key among them is protected by the file's password.
   *
   * @throws ConnectionException that names the option, the file and the cause
   */
  static KeyStore read(Purpose purpose, KeyStoreFile file) {
    return new KeyStoreReader(purpose, file).read();
  }

  private KeyStore read() {
    byte[] content = content();
    KeyStore store;
    try {
      if (startsWithJksMagic(content)) {
        store = load("JKS", content);
      } else if (content.length > 0 && content[0] == DER_SEQUENCE) {
        store = load("PKCS12", content);
      } else if (PemFile.looksLike(content)) {
        store = fromPem(new String(content, StandardCharsets.ISO_8859_1));
      } else {
        throw unusable("is neither PKCS12 nor JKS nor PEM", null);
      }
      checkUsable(store);
    } catch (GeneralSecurityException e) {
      throw unusable(oneLine(e), e);
    }
    return store;
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(Path.of(file.path()));
    } catch (NoSuchFileException e) {
      throw unusable("does not exist on this machine", e);
    } catch (AccessDeniedException e) {
      throw unusable("is not readable for this process", e);
    } catch (InvalidPathException e) {
      throw unusable("is not a valid path", e);
    } catch (IOException e) {
      throw unusable("cannot be read (%s)".formatted(oneLine(e)), e);
    }
  }

  private static boolean startsWithJksMagic(byte[] content) {
    if (content.length < Integer.BYTES) {
      return false;
    }
    return ByteBuffer.wrap(content).getInt() == JKS_MAGIC;
  }

  private KeyStore load(String type, byte[] content) throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    try {
      store.load(new ByteArrayInputStream(content), password());
      return store;
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw file.password() == null ? passwordMissing(e) : passwordWrong(e);
      }
      throw unusable("is not a readable %s file (%s)".formatted(type, oneLine(e)), e);
    }
  }

  private KeyStore fromPem(String text) throws GeneralSecurityException {
    try {
      PemFile pem = PemFile.parse(text);
      return switch (purpose) {
        case TRUST -> pem.asTrustStore();
        case IDENTITY -> pem.asKeyStore(password());
      };
    } catch (PemException e) {
      if (e.needsPassword()) {
        throw file.password() == null ? passwordMissing(e) : passwordWrong(e);
      }
      throw unusable(e.getMessage(), e);
    }
  }

  private void checkUsable(KeyStore store) throws GeneralSecurityException {
    switch (purpose) {
      case TRUST -> {
        // A PKCS12 file can be opened without its password, and then seems to be empty.
        if (store.size() == 0) {
          throw file.password() == null
              ? unusable(
                  "contains no trusted certificate that can be read without '%s'"
                      .formatted(purpose.password),
                  null)
              : unusable(
                  "contains no trusted certificate: of a PKCS12 file, Java accepts only"
                      + " certificates that were imported with keytool. Use keytool or a PEM file",
                  null);
        }
      }
      case IDENTITY -> {
        for (String alias : Collections.list(store.aliases())) {
          if (store.isKeyEntry(alias)) {
            return;
          }
        }
        throw file.password() == null
            ? passwordMissing(null)
            : unusable("contains no private key", null);
      }
    }
  }

  @Nullable
  private char[] password() {
    return file.password() == null ? null : file.password().reveal().toCharArray();
  }

  private ConnectionException passwordMissing(@Nullable Throwable cause) {
    return unusable("requires '%s'".formatted(purpose.password), cause);
  }

  private ConnectionException passwordWrong(Throwable cause) {
    return unusable("does not have the password in '%s'".formatted(purpose.password), cause);
  }

  private ConnectionException unusable(String problem, @Nullable Throwable cause) {
    return unusable(purpose.path, file, problem, cause);
  }

  /**
   * The exception for a file that cannot be used.
   *
   * @param problem completes a sentence that begins with the file
   */
  static ConnectionException unusable(
      String option, KeyStoreFile file, String problem, @Nullable Throwable cause) {
    return new ConnectionException(
        "Option '%s': file '%s' %s.".formatted(option, file.path(), problem), cause);
  }

  private static String oneLine(Throwable error) {
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }
}
