package io.cosmoscassandra.flink.client.failure;

import com.datastax.oss.driver.api.core.DriverExecutionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Walks chains of causes, which may be long or even circular. */
public final class Causes {

  private static final int DEEPEST = 50;
  private static final int LONGEST_LINE = 500;

  private Causes() {}

  /** The exception inside the wrappers of futures and of the driver. */
  public static Throwable unwrap(Throwable error) {
    Throwable current = error;
    for (int i = 0; i < DEEPEST && isWrapper(current); i++) {
      current = current.getCause();
    }
    return current;
  }

  private static boolean isWrapper(Throwable error) {
    return error.getCause() != null
        && (error instanceof CompletionException
            || error instanceof ExecutionException
            || error instanceof DriverExecutionException);
  }

  /** The error and its causes, outermost first. */
  static List<Throwable> chain(Throwable error) {
    List<Throwable> chain = new ArrayList<>();
    Throwable current = error;
    while (current != null && chain.size() < DEEPEST) {
      chain.add(current);
      current = current.getCause();
    }
    return chain;
  }

  /** The outermost cause of a type, the error itself included. */
  public static <T extends Throwable> Optional<T> find(Throwable error, Class<T> type) {
    return chain(error).stream().filter(type::isInstance).map(type::cast).findFirst();
  }

  public static Throwable root(Throwable error) {
    List<Throwable> chain = chain(error);
    return chain.get(chain.size() - 1);
  }

  /** The message in one line, or the name of the type if there is no message. */
  public static String oneLine(Throwable error) {
    String message = error.getMessage();
    if (message == null || message.isBlank()) {
      return error.getClass().getSimpleName();
    }
    String line = message.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " …";
  }
}
