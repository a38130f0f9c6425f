package io.cosmoscassandra.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/** The Java that runs Cassandra, which does not run on every version that tests run on. */
final class ServerJava {

  private static final String OTHER_HOME = "CASSANDRA_JAVA_HOME";

  private ServerJava() {}

  static Path executable() {
    String home = System.getenv(OTHER_HOME);
    if (home == null) {
      int version = Runtime.version().feature();
      if (version != 17) {
        throw new IllegalStateException(
            "Cassandra needs Java 17, this is Java %d: let the environment variable %s name the home of a Java 17"
                .formatted(version, OTHER_HOME));
      }
      home = System.getProperty("java.home");
    }
    Path executable = Path.of(home, "bin", "java");
    if (!Files.isExecutable(executable)) {
      throw new IllegalStateException("there is no Java at " + executable);
    }
    return executable;
  }
}
