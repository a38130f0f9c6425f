package io.cosmoscassandra.flink.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The documents of the project. */
public final class Documents {

  /** The root of the project, as seen from the module that tests run in. */
  public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** What is built, what tools keep for themselves, and what git does. */
  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");

  private Documents() {}

  /** A document of the folder docs. */
  public static Path named(String name) {
    return ROOT.resolve("docs").resolve(name);
  }

  /** All Markdown files, wherever they are. */
  public static List<Path> all() throws IOException {
    try (Stream<Path> paths = Files.walk(ROOT)) {
      return paths
          .filter(path -> path.toString().endsWith(".md"))
          .filter(path -> !liesIn(NOT_OURS, ROOT.relativize(path)))
          .sorted()
          .toList();
    }
  }

  private static boolean liesIn(Set<String> folders, Path path) {
    for (Path part : path) {
      if (folders.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }
}
