package io.cosmoscassandra.embedded.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The class path of a node's process: this module and what Cassandra needs, nothing of the tests.
 */
public final class ServerClassPath {

  private ServerClassPath() {}

  /**
   * The class path in the form that {@code java -cp} takes.
   *
   * @param version the version of Cassandra, such as {@code 5.0}
   */
  public static String of(String version) {
    return ownLocation() + File.pathSeparator + cassandra(version);
  }

  private static String cassandra(String version) {
    try (InputStream resource =
        ServerClassPath.class.getResourceAsStream(version + "/class-path")) {
      if (resource == null) {
        throw new IllegalStateException(
            "the class path of Cassandra %s is missing: depend on its module in infra, and build that with Maven"
                .formatted(version));
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path ownLocation() {
    try {
      return Path.of(
          ServerClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the module cassandra-server is not on a file system", e);
    }
  }
}
