package io.cosmoscassandra.benchmarks.contender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A contender's end of the conversation with the runner: orders come on standard input, a line
 * each; every answer is a line of JSON on standard output. What else the process prints goes to
 * standard error. It ends with its runner, whatever it is doing. A line that begins with {@code
 * turn} is for the run that is under way, which tells of it by events.
 */
public final class Exchange {

  private static final String TURN = "turn ";

  private final Participant contender;
  private final PrintStream out;
  private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();

  private Exchange(Participant contender, PrintStream out) {
    this.contender = contender;
    this.out = out;
  }

  /** Serves the runner until it closes its end, which ends the process. */
  public static void serve(Participant contender) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Exchange exchange = new Exchange(contender, out);
    Thread reader = new Thread(exchange::read, "orders");
    reader.setDaemon(true);
    reader.start();
    exchange.serve();
  }

  private void serve() throws InterruptedException {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("java", System.getProperty("java.version"));
    versions.putAll(contender.versions());
    say(Map.of("event", "ready", "value", versions));
    while (true) {
      say(answer(orders.take()));
    }
  }

  private Map<String, ?> answer(String line) {
    try {
      Run run = new Run(Order.parse(line), this::say);
      perform(run);
      run.meter().stop();
      if (!run.meter().hasStarted()) {
        throw new IllegalStateException("The contender asked for no row");
      }
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("rows", run.rows());
      answer.putAll(run.meter().figures());
      if (run.isReading()) {
        answer.putAll(run.tally().figures());
      }
      if (run.feed().pace() != null) {
        answer.putAll(run.feed().pace().figures());
      }
      answer.putAll(run.notes());
      return answer;
    } catch (Exception | LinkageError e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return Map.of("error", trace.toString());
    }
  }

  private void perform(Run run) throws Exception {
    if (run.isReading()) {
      // Pages would be fetched ahead while the first row waits, so it is the run that does.
      run.feed().awaitQuietStart();
      contender.read(run);
    } else {
      contender.write(run);
    }
  }

  private synchronized void say(Map<String, ?> what) {
    out.println(Json.of(what));
  }

  /** Of so many rows, after others that do not count. */
  private static void takeTurn(String rows) {
    int space = rows.indexOf(' ');
    Feed.current()
        .turns()
        .take(Long.parseLong(rows.substring(0, space)), Long.parseLong(rows.substring(space + 1)));
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(TURN)) {
          takeTurn(line.substring(TURN.length()));
        } else if (!line.isBlank()) {
          orders.add(line);
        }
      }
    } catch (IOException e) {
      System.err.println("The runner is gone: " + e);
    }
    // Not System.exit: a job that is under way would take its time.
    Runtime.getRuntime().halt(0);
  }
}
