package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.type.DeclarationException;
import java.io.IOException;

/** Turns what goes wrong while a sink starts into what Flink should make of it. */
final class SinkStart {

  private SinkStart() {}

  /** Something that connects. */
  @FunctionalInterface
  interface Attempt<R> {
    R run() throws InterruptedException;
  }

  /**
   * Runs a start. A declaration that does not fit ends a new job at once, since no restart mends
   * it; a restored job is left to its restart strategy, since it may hold what was promised
   * already.
   */
  static <R> R attempt(boolean restored, Attempt<R> start) throws IOException {
    try {
      return start.run();
    } catch (DeclarationException e) {
      if (restored) {
        throw new IOException(e.getMessage(), e);
      }
      throw new UnfitDeclarationException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while the sink was starting", e);
    }
  }
}
