package io.cosmoscassandra.flink.client.tls;

import io.cosmoscassandra.flink.client.login.Secret;
import java.io.Serializable;
import java.util.Objects;
import org.apache.flink.annotation.Internal;

/**
 * A file of certificates or keys: PKCS12, JKS or PEM.
 *
 * @param path where every task manager finds it
 * @param password null if it has none
 */
@Internal
public record KeyStoreFile(String path, Secret password) implements Serializable {

  public KeyStoreFile {
    Objects.requireNonNull(path, "path");
  }
}
