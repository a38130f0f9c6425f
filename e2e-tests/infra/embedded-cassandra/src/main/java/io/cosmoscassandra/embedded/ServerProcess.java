package io.cosmoscassandra.embedded;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One life of a server: an operating system process, with a pipe to its standard input that closes
 * when this JVM ends, however it ends.
 */
public final class ServerProcess {

  private static final long SECONDS_TO_STOP = 60;

  private final Process process;
  private PausedProcess paused;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Starts a process that appends what it prints to a log. */
  public static ServerProcess start(List<String> command, Path log) {
    return start(command, Map.of(), log);
  }

  /** The same with variables in its environment. */
  public static ServerProcess start(
      List<String> command, Map<String, String> environment, Path log) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // Options meant for the JVM of the tests, such as an agent, must not reach the server.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().putAll(environment);
    try {
      return new ServerProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process exists; a paused one does. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code of a process that has ended. */
  public int exitValue() {
    return process.exitValue();
  }

  /** Writes a line to its standard input. */
  public void send(String command) {
    try {
      BufferedWriter writer = process.outputWriter(StandardCharsets.UTF_8);
      writer.write(command);
      writer.newLine();
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it stands still. */
  public boolean isPaused() {
    return paused != null;
  }

  /** Makes it stand still (SIGSTOP). */
  public void pause() {
    if (paused == null) {
      paused = PausedProcess.pause(process.pid());
    }
  }

  /** Lets it go on (SIGCONT). */
  public void resume() {
    if (paused != null) {
      paused.resume();
      paused = null;
    }
  }

  /** Ends it in good order (SIGTERM), and waits for its end. */
  public void stop() {
    resume();
    process.destroy();
    if (!hasEndedWithin(SECONDS_TO_STOP)) {
      kill();
    }
  }

  /** Ends it as a power failure would (SIGKILL), and waits for its end. */
  public void kill() {
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
      throw new IllegalStateException("interrupted while waiting for the end of a server", e);
    }
  }
}
