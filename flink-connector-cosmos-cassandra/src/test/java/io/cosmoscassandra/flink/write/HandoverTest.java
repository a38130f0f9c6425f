package io.cosmoscassandra.flink.write;

import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static io.cosmoscassandra.flink.write.ApplierKit.IN_FLIGHT;
import static io.cosmoscassandra.flink.write.ApplierKit.applyRows;
import static io.cosmoscassandra.flink.write.ApplierKit.inBackground;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.connection.BusyConnectionException;
import io.cosmoscassandra.flink.kit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads that meet in an applier: the one that processes completions and sends, and errors on
 * threads that belong to no task.
 */
@Timeout(60)
class HandoverTest {

  private final ApplierKit kit = new ApplierKit();
  private final ManualTarget target = kit.target;
  private final ManualClock time = kit.time;

  @Test
  void taskThreadSendsWhileItWaits() throws Exception {
    Applier applier = kit.applier(target);
    int most = 8 + 1_024;
    AtomicReference<Thread> writer = new AtomicReference<>();
    Future<?> all =
        inBackground(
            () -> {
              writer.set(Thread.currentThread());
              for (int id = 0; id <= most; id++) {
                applier.apply(new Write(upsert(id, 1, 1), id));
              }
              applier.drain();
            });
    // Waiting for completions, that is, and not for the lock, which this thread takes now and then.
    while (applier.writesInFlight() < most
        || !(LockSupport.getBlocker(writer.get()) instanceof Condition)) {
      Thread.onSpinWait();
    }

    target.request(0).acknowledge();
    while (target.requests().size() == 8) {
      Thread.onSpinWait();
    }

    assertThat(target.request(8).sender()).isSameAs(writer.get());
    while (!all.isDone()) {
      target.acknowledgeAll();
      Thread.onSpinWait();
    }
    all.get();
  }

  @Test
  void completionIsFollowedByTheNextRequestWhileTheTaskThreadIsElsewhere() throws Exception {
    Applier applier = kit.applier(target);
    applyRows(applier, 9);
    assertThat(target.requests()).hasSize(8);

    inBackground(target.request(0)::acknowledge).get(10, TimeUnit.SECONDS);

    assertThat(target.requests()).hasSize(9);
    assertThat(target.request(8).sender()).isNotSameAs(Thread.currentThread());
  }

  /** A completion must wake the task thread even if it comes just when that decides to sleep. */
  @Test
  void noCompletionIsOverlookedHoweverTheThreadsMeet() throws Exception {
    BlockingQueue<CompletableFuture<WriteTarget.Acknowledgement>> asked =
        new LinkedBlockingQueue<>();
    Applier applier =
        kit.applier(
            writes -> {
              CompletableFuture<WriteTarget.Acknowledgement> completion = new CompletableFuture<>();
              asked.add(completion);
              return completion;
            });
    AtomicBoolean done = new AtomicBoolean();
    List<Future<?>> servers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      servers.add(
          inBackground(
              () -> {
                while (!done.get()) {
                  CompletableFuture<WriteTarget.Acknowledgement> completion =
                      asked.poll(1, TimeUnit.MILLISECONDS);
                  if (completion != null) {
                    completion.complete(WriteTarget.Acknowledgement.FREE);
                  }
                }
              }));
    }

    int writes = 100_000;
    for (int id = 0; id < writes; id++) {
      applier.apply(new Write(upsert(id % 500, 1, id), id));
      if (id % 20 == 0) {
        applier.drain();
        assertThat(applier.requestsInFlight()).isZero();
      }
    }
    applier.drain();
    done.set(true);
    for (Future<?> server : servers) {
      server.get();
    }

    assertThat(kit.metrics.written).isEqualTo(writes);
    assertThat(applier.writesInFlight()).isZero();
  }

  @Test
  void requestsThatCompleteAtOnceDoNotPileUpOnTheStack() throws Exception {
    int waiting = 1_000;
    List<Long> depths = new ArrayList<>();
    Applier applier =
        kit.applier(
            writes -> {
              if (target.requests().size() < IN_FLIGHT) {
                return target.send(writes);
              }
              depths.add(StackWalker.getInstance().walk(Stream::count));
              return CompletableFuture.failedFuture(new BusyConnectionException(1_024));
            });
    applyRows(applier, IN_FLIGHT + waiting);

    target.requests().forEach(request -> request.fail(new DriverTimeoutException("no answer")));

    assertThat(depths).hasSizeGreaterThanOrEqualTo(waiting);
    assertThat(depths).containsOnly(depths.get(0));
  }

  @Test
  void anErrorWhileTheDriversThreadSendsFailsTheSink() throws Exception {
    Applier applier = kit.applier(breakingAfter(IN_FLIGHT));
    applyRows(applier, IN_FLIGHT + 1);

    target.request(0).acknowledge();

    assertBroken(applier);
  }

  @Test
  void anErrorWhileTheTimersThreadSendsFailsTheSink() throws Exception {
    Applier applier = kit.applier(breakingAfter(1));
    applyRows(applier, 1);
    target.request(0).fail(new DriverTimeoutException("no answer"));

    time.pass(Duration.ofMinutes(1));

    assertBroken(applier);
  }

  @Test
  void anExceptionWhileACompletionIsProcessedFailsTheSink() throws Exception {
    Applier applier =
        kit.applier(
            target,
            new ApplierMetrics() {
              @Override
              public void acknowledged(
                  int writes, long bytes, long latencyNanos, double requestUnits) {
                throw new IllegalStateException("as the test wants it");
              }
            });
    applyRows(applier, 1);

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

  /** The error is reported to a caller that waits, and to every later one. */
  private static void assertBroken(Applier applier) {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(applier::drain)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Writing to table shop.books broke off: ")
          .hasMessageContaining("as the test wants it");
    }
  }
}
