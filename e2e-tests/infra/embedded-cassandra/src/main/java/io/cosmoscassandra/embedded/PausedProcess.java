package io.cosmoscassandra.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A process that stands still until it is resumed, or until this JVM ends.
 *
 * <p>A stopped process cannot notice that its starter is gone. So a helper holds it: a shell that
 * wakes it up when its own standard input ends, for whatever reason.
 */
final class PausedProcess {

  private static final String HOLD =
      "kill -STOP \"$0\" && echo paused && read -r line; kill -CONT \"$0\"";

  private final Process holder;

  private PausedProcess(Process holder) {
    this.holder = holder;
  }

  static PausedProcess pause(long pid) {
    try {
      Process holder =
          new ProcessBuilder("sh", "-c", HOLD, Long.toString(pid))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader reader = holder.inputReader(StandardCharsets.UTF_8);
      if (reader.readLine() == null) {
        throw new IllegalStateException("process %d cannot be paused".formatted(pid));
      }
      return new PausedProcess(holder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void resume() {
    try {
      holder.getOutputStream().close();
      int exit = holder.waitFor();
      if (exit != 0) {
        throw new IllegalStateException("the process could not be resumed, exit code " + exit);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while resuming a process", e);
    }
  }

  /** For a process that has ended while it was paused: its id may soon be another's. */
  void forget() {
    holder.destroyForcibly();
  }
}
