package io.cosmoscassandra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of one node, removed in the end unless the person who chose the place wants them. */
final class NodeDirectory implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(NodeDirectory.class.getName());
  private static final String CLAIM = "in-use";

  private final Path root;
  private final FileClaim claim;
  private final boolean temporary;
  private volatile boolean logWanted;

  private NodeDirectory(Path root, FileClaim claim, boolean temporary) {
    this.root = root;
    this.claim = claim;
    this.temporary = temporary;
  }

  static NodeDirectory temporary() {
    Path nodes = Workspace.directory("nodes");
    try {
      removeDataOfTheDead(nodes);
      Path root = Files.createTempDirectory(nodes, "node-");
      FileClaim claim = FileClaim.on(root.resolve(CLAIM)).orElseThrow();
      return new NodeDirectory(root, claim, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NodeDirectory at(Path root) {
    try {
      Path absolute = Files.createDirectories(root).toAbsolutePath();
      FileClaim claim =
          FileClaim.on(absolute.resolve(CLAIM))
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the directory " + absolute + " is used by another node"));
      return new NodeDirectory(absolute, claim, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path root() {
    return root;
  }

  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("cassandra.log");
  }

  Path write(String name, String content) {
    try {
      return Files.writeString(root.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isTemporary() {
    return temporary;
  }

  void keepLog() {
    logWanted = true;
  }

  @Override
  public void close() {
    claim.close();
    if (!temporary) {
      return;
    }
    try {
      // The data first: without the file of the claim nobody else would remove it.
      delete(data());
      if (logWanted) {
        LOGGER.log(Level.WARNING, "The log of a Cassandra node is kept at {0}", log());
      } else {
        delete(root);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JVM that was killed could not remove its data; its claims ended with it. */
  private static void removeDataOfTheDead(Path nodes) throws IOException {
    List<Path> candidates;
    try (Stream<Path> children = Files.list(nodes)) {
      candidates = children.filter(child -> Files.exists(child.resolve("data"))).toList();
    }
    for (Path candidate : candidates) {
      // Where its file is gone, somebody is removing the directory, and must find nothing new in
      // it.
      Optional<FileClaim> claim = FileClaim.onExisting(candidate.resolve(CLAIM));
      if (claim.isPresent()) {
        try (FileClaim held = claim.get()) {
          delete(candidate.resolve("data"));
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (Files.notExists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
