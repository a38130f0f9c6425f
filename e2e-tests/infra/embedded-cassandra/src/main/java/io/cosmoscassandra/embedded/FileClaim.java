package io.cosmoscassandra.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A claim on a file that at most one holder among all processes has, and that ends with its
 * process.
 *
 * <p>The file stays when the claim is given up: deleting it would let two holders lock two files of
 * one name.
 */
final class FileClaim implements AutoCloseable {

  /**
   * What this process holds. It must not even open such a file again: closing any of its channels
   * would give up the lock.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FileClaim(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** A claim on a file, which is created if it does not exist; nothing if somebody has it. */
  static Optional<FileClaim> on(Path path) {
    try {
      return claim(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, but nothing either if the file does not exist. */
  static Optional<FileClaim> onExisting(Path path) {
    try {
      return claim(path, StandardOpenOption.WRITE);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<FileClaim> claim(Path path, OpenOption... options) throws IOException {
    Path file = path.toAbsolutePath().normalize();
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    Optional<FileClaim> claim = Optional.empty();
    try {
      claim = lock(file, options);
      return claim;
    } finally {
      if (claim.isEmpty()) {
        HELD.remove(file);
      }
    }
  }

  private static Optional<FileClaim> lock(Path file, OpenOption... options) throws IOException {
    FileChannel channel = FileChannel.open(file, options);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(new FileClaim(file, channel));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(file);
    }
  }
}
