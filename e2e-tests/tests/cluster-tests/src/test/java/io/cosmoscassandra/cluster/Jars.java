package io.cosmoscassandra.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jars that Maven has put aside for these tests. */
public final class Jars {

  private static final Path FOLDER = Path.of(System.getProperty("jars"));

  private Jars() {}

  /** The connector, as people drop it into Flink's lib. */
  public static Path sqlConnector() {
    return FOLDER.resolve("flink-sql-connector-cosmos-cassandra.jar");
  }

  /** What else may be in there. */
  public static List<Path> ofOthers() {
    try (Stream<Path> files = Files.list(FOLDER.resolve("others"))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
