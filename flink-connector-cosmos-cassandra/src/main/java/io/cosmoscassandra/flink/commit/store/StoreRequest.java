package io.cosmoscassandra.flink.commit.store;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import javax.annotation.Nullable;

/**
 * One request to the committer's tables, however often it is sent; {@link RequestRetrier} guards
 * it.
 */
public final class StoreRequest<T> {

  /**
   * What is asked for.
   *
   * @param what names it for people, as in "... failed"
   * @param timeout how long it is tried
   */
  record Order<T>(String what, Duration timeout, Supplier<CompletionStage<T>> attempt) {}

  private final Order<T> order;
  private final long startNanos;
  private int attempts;
  private boolean done;
  private boolean abandoned;
  @Nullable private T answer;
  @Nullable private String complaint;
  @Nullable private Throwable cause;

  StoreRequest(Order<T> order, long startNanos) {
    this.order = order;
    this.startNanos = startNanos;
  }

  Order<T> order() {
    return order;
  }

  int countAttempt() {
    return ++attempts;
  }

  boolean isTimeUp(long nowNanos) {
    return nowNanos - startNanos >= order.timeout().toNanos();
  }

  boolean isDone() {
    return done;
  }

  /** Nobody waits for it any more: it is not to be sent again. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  void succeed(@Nullable T value) {
    done = true;
    answer = value;
  }

  void fail(String message, Throwable error) {
    done = true;
    complaint = message;
    cause = error;
  }

  /** The answer, once it is done. */
  @Nullable
  T answer() throws CommitterTablesException {
    if (complaint != null) {
      throw new CommitterTablesException(complaint, cause);
    }
    return answer;
  }
}
