package io.cosmoscassandra.flink.client;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.flink.annotation.Internal;

/**
 * Waits for the driver's answers on threads that can be interrupted, as Flink interrupts a task
 * that it cancels. The driver's own blocking calls can't be.
 */
@Internal
public final class Waiting {

  private Waiting() {}

  /** The answer, once it is there; a failure is thrown as it is. */
  public static <T> T on(CompletionStage<T> answer) throws InterruptedException {
    try {
      return answer.toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
