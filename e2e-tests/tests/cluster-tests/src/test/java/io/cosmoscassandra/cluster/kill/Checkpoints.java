package io.cosmoscassandra.cluster.kill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The completed checkpoints of a job as they lie in its folder, whoever is alive. */
final class Checkpoints {

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  /**
   * A checkpoint.
   *
   * @param completed when the last of its files was written, before anybody was told to commit
   */
  record Completed(Path path, Instant completed) implements Comparable<Completed> {

    @Override
    public int compareTo(Completed other) {
      return completed.compareTo(other.completed);
    }
  }

  /** The newest. */
  Optional<Completed> newest() {
    try (Stream<Path> checkpoints = Files.list(folder)) {
      List<Path> all = checkpoints.toList();
      return all.stream().flatMap(path -> completed(path).stream()).max(Completed::compareTo);
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Completed> completed(Path checkpoint) {
    try {
      FileTime written = Files.getLastModifiedTime(checkpoint.resolve("_metadata"));
      return Optional.of(new Completed(checkpoint, written.toInstant()));
    } catch (IOException notYetOrNoMore) {
      return Optional.empty();
    }
  }
}
