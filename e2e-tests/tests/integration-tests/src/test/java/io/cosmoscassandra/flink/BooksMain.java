package io.cosmoscassandra.flink;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Writes the books in a JVM of its own, with what a user would say of the table. */
final class BooksMain {

  private BooksMain() {}

  /** Takes the {@code WITH} clause. */
  public static void main(String[] arguments) throws Exception {
    new Books(StreamExecutionEnvironment.createLocalEnvironment(2)).declare(arguments[0]).write();
  }
}
