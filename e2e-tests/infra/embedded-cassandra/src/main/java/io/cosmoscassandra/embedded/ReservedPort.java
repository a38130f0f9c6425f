package io.cosmoscassandra.embedded;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A TCP port, on every local address, that nobody else of this workspace takes until it is closed.
 *
 * <p>Ports lie below the range from which Linux takes those of outgoing connections, so that a
 * restarted node finds its port free.
 */
public final class ReservedPort implements AutoCloseable {

  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 32_000;

  private final int number;
  private final FileClaim claim;

  private ReservedPort(int number, FileClaim claim) {
    this.number = number;
    this.claim = claim;
  }

  /** Any free one. */
  public static ReservedPort any() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int candidate = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      Optional<ReservedPort> reserved = tryReserve(candidate);
      if (reserved.isPresent()) {
        return reserved.get();
      }
    }
    throw new IllegalStateException(
        "no free port found between %d and %d".formatted(LOWEST, HIGHEST));
  }

  /** This one, or a complaint. */
  public static ReservedPort exactly(int port) {
    return tryReserve(port)
        .orElseThrow(() -> new IllegalStateException("port %d is taken".formatted(port)));
  }

  /** Its number. */
  public int number() {
    return number;
  }

  private static Optional<ReservedPort> tryReserve(int port) {
    Path file = Workspace.directory("ports").resolve(Integer.toString(port));
    Optional<FileClaim> claim = FileClaim.on(file);
    if (claim.isPresent() && !isFree(port)) {
      claim.get().close();
      return Optional.empty();
    }
    return claim.map(held -> new ReservedPort(port, held));
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port)) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  @Override
  public void close() {
    claim.close();
  }
}
