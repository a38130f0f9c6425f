package io.cosmoscassandra.benchmarks.runner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The runner's end of the conversation with a contender, and the contender's life. */
final class ContenderProcess implements AutoCloseable {

  private static final Duration TIME_TO_START = Duration.ofMinutes(2);
  private static final Duration TIME_TO_RUN = Duration.ofMinutes(30);
  private static final String END = "";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final Writer in;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final JsonNode versions;

  private ContenderProcess(Process process) throws InterruptedException {
    this.process = process;
    this.in = process.outputWriter(StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "answers of process " + process.pid());
    reader.setDaemon(true);
    reader.start();
    this.versions =
        next(TIME_TO_START)
            .orElseThrow(() -> new IllegalStateException("it ended before it was ready"))
            .path("value");
  }

  /** Starts the process, which logs into a file, and waits until it is ready. */
  static ContenderProcess start(Program program, Path home, String heap, Path log)
      throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(program.command(home, heap));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return new ContenderProcess(process);
    } catch (IllegalStateException e) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "%s did not start, see %s: %s".formatted(program, log, e.getMessage()), e);
    }
  }

  /** What it is made of. */
  JsonNode versions() {
    return versions;
  }

  /**
   * Lets it write, and tells what it says meanwhile.
   *
   * @return its answer; empty if it died instead
   */
  Optional<JsonNode> run(Entry entry, Map<String, String> place, Consumer<JsonNode> onEvent)
      throws InterruptedException {
    StringBuilder order = new StringBuilder();
    order.append(entry.workload()).append(' ').append(entry.rows());
    place.forEach((name, value) -> order.append(' ').append(name).append('=').append(value));
    entry
        .settings()
        .forEach((name, value) -> order.append(' ').append(name).append('=').append(value));
    try {
      in.write(order.append('\n').toString());
      in.flush();
    } catch (IOException e) {
      return Optional.empty();
    }
    while (true) {
      Optional<JsonNode> said = next(TIME_TO_RUN);
      if (said.isEmpty() || !said.get().has("event")) {
        return said;
      }
      onEvent.accept(said.get());
    }
  }

  private Optional<JsonNode> next(Duration limit) throws InterruptedException {
    String line = lines.poll(limit.toSeconds(), TimeUnit.SECONDS);
    if (line == null) {
      throw new IllegalStateException("no answer within " + limit);
    }
    if (line.equals(END)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not an answer: " + line, e);
    }
  }

  private void read() {
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      // The process is gone, which the end of its lines says as well.
    }
    lines.add(END);
  }

  /** Ends the process, which ends by itself when nobody gives it orders any more. */
  @Override
  public void close() throws InterruptedException {
    try {
      in.close();
    } catch (IOException e) {
      // It has ended already.
    }
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      process.waitFor();
    }
  }
}
