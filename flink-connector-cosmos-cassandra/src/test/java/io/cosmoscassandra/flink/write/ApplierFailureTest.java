package io.cosmoscassandra.flink.write;

import static io.cosmoscassandra.flink.write.MutationKit.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import io.cosmoscassandra.flink.time.ManualTiming;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests that are refused before they leave, and what goes wrong where nobody would hear of it.
 */
@Timeout(60)
class ApplierFailureTest {

  private static final int IN_FLIGHT = 8;
  private static final Duration INITIAL_BACKOFF = Duration.ofMillis(100);
  private static final Duration RETRY_TIMEOUT = Duration.ofMinutes(5);

  private final ManualTarget target = new ManualTarget();
  private final ManualTiming time = new ManualTiming();

  @Test
  void requestsThatAreRefusedAtOnceDoNotPileUpOnTheStack() throws Exception {
    int waiting = 1_000;
    List<Long> depths = new ArrayList<>();
    Applier applier =
        applier(
            writes -> {
              if (target.requests().size() < IN_FLIGHT) {
                return target.send(writes);
              }
              depths.add(StackWalker.getInstance().walk(Stream::count));
              return CompletableFuture.failedFuture(new BusyConnectionException(1_024));
            },
            ApplierMetrics.NONE);
    apply(applier, IN_FLIGHT + waiting);

    target.requests().forEach(request -> request.fail(new DriverTimeoutException("no answer")));

    assertThat(depths).hasSizeGreaterThanOrEqualTo(waiting);
    assertThat(depths).containsOnly(depths.get(0));
  }

  @Test
  void whileNoNodeCanBeReachedOneRequestATimeTriesIt() throws Exception {
    UnreachableTarget unreachable = new UnreachableTarget();
    Applier applier = applier(unreachable, ApplierMetrics.NONE);
    apply(applier, 5);
    int before = unreachable.attempts;

    sitOut(100);

    assertThat(unreachable.attempts - before).isEqualTo(100);
  }

  @Test
  void allOthersFollowAsSoonAsANodeAnswers() throws Exception {
    UnreachableTarget unreachable = new UnreachableTarget();
    Applier applier = applier(unreachable, ApplierMetrics.NONE);
    apply(applier, 5);
    sitOut(100);

    unreachable.reachable = true;
    time.pass(INITIAL_BACKOFF);
    assertThat(target.requests()).hasSize(1);
    target.request(0).acknowledge();

    assertThat(target.requests()).hasSize(5);
    target.acknowledgeAll();
    applier.drain();
  }

  @Test
  void anOutageDoesNotLengthenThePausesAfterIt() throws Exception {
    UnreachableTarget unreachable = new UnreachableTarget();
    Applier applier = applier(unreachable, ApplierMetrics.NONE);
    apply(applier, 1);
    sitOut(100);
    unreachable.reachable = true;
    time.pass(INITIAL_BACKOFF);

    target.request(0).fail(new DriverTimeoutException("no answer"));
    time.pass(INITIAL_BACKOFF);

    assertThat(target.requests()).hasSize(2);
    target.acknowledgeAll();
    applier.drain();
  }

  @Test
  void anOutageIsSatOutForTheTimeOfRetriesAtMost() throws Exception {
    Applier applier = applier(new UnreachableTarget(), ApplierMetrics.NONE);
    apply(applier, 5);

    time.pass(RETRY_TIMEOUT.plus(INITIAL_BACKOFF));

    assertThatThrownBy(applier::drain)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not succeed within PT5M ('sink.retry.timeout')")
        .hasMessageContaining("no node can be reached");
  }

  @Test
  void anErrorWhileTheDriversThreadSendsFailsTheSink() throws Exception {
    Applier applier = applier(breakingAfter(IN_FLIGHT), ApplierMetrics.NONE);
    apply(applier, IN_FLIGHT + 1);

    target.request(0).acknowledge();

    assertBroken(applier);
  }

  @Test
  void anErrorWhileTheTimersThreadSendsFailsTheSink() throws Exception {
    Applier applier = applier(breakingAfter(1), ApplierMetrics.NONE);
    apply(applier, 1);
    target.request(0).fail(new DriverTimeoutException("no answer"));

    time.pass(Duration.ofMinutes(1));

    assertBroken(applier);
  }

  @Test
  void anExceptionWhileAnAnswerIsTakenInFailsTheSink() throws Exception {
    Applier applier =
        applier(
            target,
            new ApplierMetrics() {
              @Override
              public void acknowledged(
                  int writes, long bytes, long latencyNanos, double requestUnits) {
                throw new IllegalStateException("as the test wants it");
              }
            });
    apply(applier, 1);

    target.request(0).acknowledge();

    assertBroken(applier);
  }

  /** Lets the time of so many attempts pass. */
  private void sitOut(int attempts) {
    for (int i = 0; i < attempts; i++) {
      time.pass(INITIAL_BACKOFF);
    }
  }

  /** Refuses at once, as the driver does, until a test says otherwise. */
  private final class UnreachableTarget implements WriteTarget {

    private int attempts;
    private boolean reachable;

    @Override
    public CompletionStage<Acknowledgement> send(List<Write> writes) {
      attempts++;
      return reachable
          ? target.send(writes)
          : CompletableFuture.failedFuture(new NoNodeAvailableException());
    }
  }

  private WriteTarget breakingAfter(int requests) {
    return writes -> {
      if (target.requests().size() < requests) {
        return target.send(writes);
      }
      throw new NoClassDefFoundError("as the test wants it");
    };
  }

  /** Whoever waits hears of it, and so does whoever comes later. */
  private static void assertBroken(Applier applier) {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(applier::drain)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Writing to table shop.orders broke off: ")
          .hasMessageContaining("as the test wants it");
    }
  }

  private Applier applier(WriteTarget to, ApplierMetrics metrics) {
    ApplierSettings settings =
        new ApplierSettings(
            IN_FLIGHT,
            BatchLimits.SINGLE_ROWS,
            1 << 20,
            RETRY_TIMEOUT,
            INITIAL_BACKOFF,
            Duration.ofSeconds(10),
            Rates.UNLIMITED,
            RowErrorPolicy.FAIL,
            false);
    return new Applier(
        to, GroupingKeys.byPartition(1), MutationKit.ORDERS, settings, metrics, time.timing());
  }

  private static void apply(Applier applier, int rows) throws Exception {
    for (int id = 0; id < rows; id++) {
      applier.apply(new Write(upsert(id, 1, 1), id));
    }
  }
}
