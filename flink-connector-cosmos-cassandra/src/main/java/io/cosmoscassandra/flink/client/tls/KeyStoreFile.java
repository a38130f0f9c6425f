package io.cosmoscassandra.flink.client.tls;

import io.cosmoscassandra.flink.client.login.Secret;
import java.io.Serializable;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * A file with certificates or keys, in format PKCS12, JKS or PEM.
 *
 * @param path its path on every task manager
 * @param password its password, or null if it has none
 */
@Internal
public record KeyStoreFile(String path, @Nullable Secret password) implements Serializable {

  public KeyStoreFile {
    Objects.requireNonNull(path, "path");
  }
}
