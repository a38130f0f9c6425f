package io.cosmoscassandra.flink.client.tls;

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

/** Reads a {@link KeyStoreFile}, whose kind it tells by the content and not by the name. */
final class KeyStoreReader {

  private static final int JKS_MAGIC = 0xFEEDFEED;
  private static final int DER_SEQUENCE = 0x30;

  /** What the file is to be used for. */
  enum Purpose {
    TRUST("ssl.truststore"),
    IDENTITY("ssl.keystore");

    private final String optionPrefix;

    Purpose(String optionPrefix) {
      this.optionPrefix = optionPrefix;
    }
  }

  private final Purpose purpose;
  private final KeyStoreFile file;

  private KeyStoreReader(Purpose purpose, KeyStoreFile file) {
    this.purpose = purpose;
    this.file = file;
  }

  /**
   * The file's entries; a private key among them is protected by the file's password.
   *
   * @throws ConnectionException naming option, file and cause
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
        throw trouble("is neither PKCS12 nor JKS nor PEM", null);
      }
      checkUsable(store);
    } catch (GeneralSecurityException e) {
      throw trouble(oneLine(e), e);
    }
    return store;
  }

  private byte[] content() {
    try {
      return Files.readAllBytes(Path.of(file.path()));
    } catch (NoSuchFileException e) {
      throw trouble("there is no such file on this machine", e);
    } catch (AccessDeniedException e) {
      throw trouble("may not be read by this process", e);
    } catch (InvalidPathException e) {
      throw trouble("is not a path", e);
    } catch (IOException e) {
      throw trouble("cannot be read (%s)".formatted(oneLine(e)), e);
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
        throw file.password() == null ? passwordMissing(e) : trouble("wrong password", e);
      }
      throw trouble("is not a readable %s file (%s)".formatted(type, oneLine(e)), e);
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
        throw file.password() == null ? passwordMissing(e) : trouble("wrong password", e);
      }
      throw trouble(e.getMessage(), e);
    }
  }

  private void checkUsable(KeyStore store) throws GeneralSecurityException {
    switch (purpose) {
      case TRUST -> {
        // Without its password a PKCS12 file opens, and looks empty.
        if (store.size() == 0) {
          throw file.password() == null
              ? trouble(
                  "holds no trusted certificate that can be read without '%s.password'"
                      .formatted(purpose.optionPrefix),
                  null)
              : trouble(
                  "holds no trusted certificate; Java takes those of a PKCS12 file only if they"
                      + " were imported with keytool, or use a PEM file",
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
            : trouble("holds no private key", null);
      }
    }
  }

  private char[] password() {
    return file.password() == null ? null : file.password().reveal().toCharArray();
  }

  private ConnectionException passwordMissing(Throwable cause) {
    return trouble("needs '%s.password'".formatted(purpose.optionPrefix), cause);
  }

  private ConnectionException trouble(String what, Throwable cause) {
    return new ConnectionException(
        "%s.path: %s: %s".formatted(purpose.optionPrefix, file.path(), what), cause);
  }

  private static String oneLine(Throwable error) {
    return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
  }
}
