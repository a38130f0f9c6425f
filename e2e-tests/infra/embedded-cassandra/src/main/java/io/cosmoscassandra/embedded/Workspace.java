package io.cosmoscassandra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The place below the system's temporary directory that all JVMs of one user share. */
final class Workspace {

  private static final Path ROOT =
      Path.of(
          System.getProperty("java.io.tmpdir"),
          "embedded-cassandra-" + System.getProperty("user.name"));

  private Workspace() {}

  static Path directory(String name) {
    try {
      return Files.createDirectories(ROOT.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
