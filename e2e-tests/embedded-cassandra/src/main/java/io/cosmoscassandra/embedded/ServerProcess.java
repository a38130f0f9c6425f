package io.cosmoscassandra.embedded;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One life of a node: an operating system process. */
final class ServerProcess {

  private static final long SECONDS_TO_STOP = 60;

  private final Process process;
  private PausedProcess paused;

  private ServerProcess(Process process) {
    this.process = process;
  }

  static ServerProcess start(List<String> command, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Options meant for the JVM of the tests, such as an agent, must not reach Cassandra.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    try {
      return new ServerProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitValue() {
    return process.exitValue();
  }

  void send(String command) {
    try {
      BufferedWriter writer = process.outputWriter(StandardCharsets.UTF_8);
      writer.write(command);
      writer.newLine();
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isPaused() {
    return paused != null;
  }

  void pause() {
    if (paused == null) {
      paused = PausedProcess.pause(process.pid());
    }
  }

  void resume() {
    if (paused != null) {
      paused.resume();
      paused = null;
    }
  }

  void stop() {
    resume();
    process.destroy();
    if (!hasEndedWithin(SECONDS_TO_STOP)) {
      kill();
    }
  }

  void kill() {
    process.destroyForcibly();
    if (!hasEndedWithin(SECONDS_TO_STOP)) {
      throw new IllegalStateException("process %d does not end".formatted(pid()));
    }
    if (paused != null) {
      paused.forget();
      paused = null;
    }
  }

  private boolean hasEndedWithin(long seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      throw new IllegalStateException("interrupted while waiting for the end of a node", e);
    }
  }
}
