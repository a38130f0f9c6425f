package io.cosmoscassandra.flink.mutation;

import static io.cosmoscassandra.flink.mutation.MutationKit.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong on the threads of the driver and the timer, where nobody would hear of it. */
@Timeout(60)
class ApplierTroubleTest {

  private static final int IN_FLIGHT = 8;

  private final ManualTarget target = new ManualTarget();
  private final ManualEnvironment time = new ManualEnvironment();

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
              return CompletableFuture.failedFuture(new NoNodeAvailableException());
            },
            ApplierMetrics.NONE);
    apply(applier, IN_FLIGHT + waiting);

    target.requests().forEach(request -> request.fail(new DriverTimeoutException("no answer")));

    assertThat(depths).hasSizeGreaterThanOrEqualTo(waiting);
    assertThat(depths).containsOnly(depths.get(0));
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
            Duration.ofMinutes(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Rates.UNLIMITED,
            RowErrorPolicy.FAIL,
            false);
    return new Applier(
        to, GroupingKeys.byPartition(1), MutationKit.ORDERS, settings, metrics, time.environment());
  }

  private static void apply(Applier applier, int rows) throws Exception {
    for (int id = 0; id < rows; id++) {
      applier.apply(new Write(upsert(id, 1, 1), id));
    }
  }
}
