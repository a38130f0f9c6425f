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
import java.util.function.Predicate;

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
    return write(order(entry, place)) ? until(said -> false, onEvent) : Optional.empty();
  }

  /**
   * Gives it rows to write, which it does in its turns.
   *
   * @return whether it is ready for the first
   */
  boolean begin(Entry entry, Map<String, String> place) throws InterruptedException {
    return write(order(entry, place))
        && until(said -> isEvent(said, "first-row"), event -> {})
            .filter(said -> isEvent(said, "first-row"))
            .isPresent();
  }

  /**
   * Lets it write some of these rows.
   *
   * @param settling how many before it counts
   * @param rows how many count
   * @param onBegin is called when it begins to count
   * @return what it says of those that count; empty if it has died or ended instead
   */
  Optional<JsonNode> turn(long settling, long rows, Runnable onBegin) throws InterruptedException {
    if (!write("turn %d %d".formatted(settling, rows))) {
      return Optional.empty();
    }
    return until(
            said -> isEvent(said, "turn"),
            event -> {
              if (isEvent(event, "turn-begins")) {
                onBegin.run();
              }
            })
        .filter(said -> isEvent(said, "turn"))
        .map(said -> said.get("value"));
  }

  /**
   * Waits until it has ended what it was given to write in turns, whose last has passed.
   *
   * @return its answer; empty if it died instead
   */
  Optional<JsonNode> end() throws InterruptedException {
    return until(said -> false, event -> {});
  }

  private static String order(Entry entry, Map<String, String> place) {
    StringBuilder order = new StringBuilder();
    order.append(entry.workload()).append(' ').append(entry.rows());
    place.forEach((name, value) -> order.append(' ').append(name).append('=').append(value));
    entry
        .settings()
        .forEach((name, value) -> order.append(' ').append(name).append('=').append(value));
    return order.toString();
  }

  private static boolean isEvent(JsonNode said, String name) {
    return said.path("event").asText().equals(name);
  }

  /** Whether it could be told. */
  private boolean write(String line) {
    try {
      in.write(line + '\n');
      in.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** What it says last: an answer, or what was waited for; empty if it died instead. */
  private Optional<JsonNode> until(Predicate<JsonNode> enough, Consumer<JsonNode> onEvent)
      throws InterruptedException {
    while (true) {
      Optional<JsonNode> said = next(TIME_TO_RUN);
      if (said.isEmpty() || !said.get().has("event") || enough.test(said.get())) {
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
