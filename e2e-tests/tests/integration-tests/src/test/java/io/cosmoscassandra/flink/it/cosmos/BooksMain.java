package io.cosmoscassandra.flink.it.cosmos;

import io.cosmoscassandra.flink.it.kit.Books;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Writes the books in a JVM of its own, into a table that the caller declares. */
final class BooksMain {

  private BooksMain() {}

  /** Takes the {@code WITH} clause. */
  public static void main(String[] arguments) throws Exception {
    new Books(StreamExecutionEnvironment.createLocalEnvironment(2)).declare(arguments[0]).write();
  }
}
