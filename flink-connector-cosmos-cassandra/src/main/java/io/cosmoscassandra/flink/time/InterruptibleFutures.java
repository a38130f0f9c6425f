package io.cosmoscassandra.flink.time;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.annotation.Internal;

/**
 * Waits for futures of the driver on threads that can be interrupted, as Flink interrupts the
 * thread of a task that it cancels. The driver's own blocking calls cannot be interrupted.
 */
@Internal
public final class InterruptibleFutures {

  private InterruptibleFutures() {}

  /** The answer, once it is there; a failure is thrown as it is. */
  public static <T> T on(CompletionStage<T> answer) throws InterruptedException {
    try {
      return answer.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw asItIs(e);
    }
  }

  /**
   * The same where the driver may fail to answer at all.
   *
   * @throws DriverTimeoutException if there is no answer in time
   */
  public static <T> T on(CompletionStage<T> answer, Duration timeout) throws InterruptedException {
    try {
      return answer.toCompletableFuture().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw asItIs(e);
    } catch (TimeoutException e) {
      throw new DriverTimeoutException("no answer of the driver within " + timeout);
    }
  }

  private static RuntimeException asItIs(ExecutionException wrapper) {
    return wrapper.getCause() instanceof RuntimeException error
        ? error
        : new IllegalStateException(wrapper.getCause());
  }
}
