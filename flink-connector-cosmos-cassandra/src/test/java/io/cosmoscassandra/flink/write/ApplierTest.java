package io.cosmoscassandra.flink.write;

import static io.cosmoscassandra.flink.write.MutationKit.delete;
import static io.cosmoscassandra.flink.write.MutationKit.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import io.cosmoscassandra.flink.time.ManualTiming;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ApplierTest {

  private static final BatchLimits SINGLE = BatchLimits.SINGLE_ROWS;
  private static final BatchLimits BATCHES = new BatchLimits(BatchGrouping.PARTITION, 4, 10_000);

  private final ManualTarget target = new ManualTarget();
  private final ManualTiming time = new ManualTiming();
  private final CountingMetrics metrics = new CountingMetrics();

  @Test
  void aWriteIsSentAtOnceWhenNothingIsUnderWay() throws Exception {
    Applier applier = applier(BATCHES, RowErrorPolicy.FAIL);

    apply(applier, upsert(1, 2, 3));

    assertThat(target.requests()).hasSize(1);
  }

  @Test
  void drainReturnsOnceEverythingIsAcknowledged() throws Exception {
    Applier applier = applier(SINGLE, RowErrorPolicy.FAIL);
    apply(applier, upsert(1, 2, 3), upsert(2, 2, 3));

    Future<?> drained = inBackground(applier::drain);
    target.request(0).acknowledge();
    assertThat(drained).isNotDone();
    target.request(1).acknowledge();

    drained.get(10, TimeUnit.SECONDS);
    assertThat(applier.writesUnderWay()).isZero();
  }

  @Test
  void twoWritesOfOneRowAreNeverUnderWayTogether() throws Exception {
    Applier applier = applier(SINGLE, RowErrorPolicy.FAIL);

    apply(applier, upsert(1, 1, 1), delete(1), upsert(1, 3, 3));

    assertThat(target.requests()).hasSize(1);
    target.request(0).acknowledge();
    assertThat(target.requests()).hasSize(2);
    assertThat(target.request(1).writes().get(0).mutation()).isInstanceOf(Delete.class);
    target.request(1).acknowledge();
    assertThat(target.requests()).hasSize(3);
    assertThat(target.request(2).writes().get(0).mutation()).isInstanceOf(Upsert.class);
  }

  @Test
  void aWaitingWriteThatALaterOneReplacesIsNotSent() throws Exception {
    Applier applier = applier(SINGLE, RowErrorPolicy.FAIL);
    Upsert last = upsert(1, 3, 3);

    apply(applier, upsert(1, 1, 1), upsert(1, 2, 2), last);
    target.request(0).acknowledge();

    assertThat(target.requests()).hasSize(2);
    assertThat(target.request(1).writes().get(0).mutation()).isSameAs(last);
    target.request(1).acknowledge();
    applier.drain();
  }

  @Test
  void anOverloadedDatabaseIsAskedAgainAfterTheTimeItNames() throws Exception {
    Applier applier = applier(SINGLE, RowErrorPolicy.FAIL);
    apply(applier, upsert(1, 2, 3));

    target.request(0).fail(overloaded("Request rate is large: RetryAfterMs=500, more"));
    time.pass(Duration.ofMillis(499));
    assertThat(target.requests()).hasSize(1);
    time.pass(Duration.ofSeconds(2));

    assertThat(target.requests()).hasSize(2);
    assertThat(metrics.throttled).isEqualTo(1);
    assertThat(metrics.retried).isEqualTo(1);
    target.request(1).acknowledge();
    applier.drain();
  }

  @Test
  void aRetryKeepsItsTimestamp() throws Exception {
    Applier applier = applier(SINGLE, RowErrorPolicy.FAIL);
    applier.apply(new Write(upsert(1, 2, 3), 4711));

    target.request(0).fail(new DriverTimeoutException("no answer"));
    time.pass(Duration.ofMinutes(1));

    assertThat(target.request(1).writes().get(0).timestamp()).isEqualTo(4711);
  }

  @Test
  void retriesEndAfterTheirTimeAndNameTheRowAndTheOption() throws Exception {
    Applier applier = applier(SINGLE, RowErrorPolicy.FAIL);
    apply(applier, upsert(7, 2, 3));

    for (int i = 0; i < target.requests().size(); i++) {
      target.request(i).fail(new DriverTimeoutException("no answer"));
      time.pass(Duration.ofSeconds(30));
    }

    assertThatThrownBy(applier::drain)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the row id = 7 of table shop.orders")
        .hasMessageContaining("'sink.retry.timeout'");
  }

  @Test
  void rowsOfOneKindShareARequestWhileOthersAreUnderWay() throws Exception {
    Applier applier = applier(BATCHES, RowErrorPolicy.FAIL, mutation -> "together");
    for (int id = 0; id < 40; id++) {
      apply(applier, upsert(id, 1, 1));
    }

    target.acknowledgeAll();
    applier.drain();

    assertThat(target.requests().stream().mapToInt(r -> r.writes().size()).sum()).isEqualTo(40);
    assertThat(target.requests()).anyMatch(r -> r.writes().size() == 4);
    assertThat(target.requests()).allMatch(r -> r.writes().size() <= 4);
  }

  @Test
  void rowsDoNotWaitForOthersAsLongAsARequestHangs() throws Exception {
    Applier applier = applier(BATCHES, RowErrorPolicy.FAIL);
    apply(applier, upsert(1, 1, 1), upsert(2, 1, 1), upsert(3, 1, 1));
    assertThat(target.requests()).hasSize(1);

    time.pass(Duration.ofMillis(10));
    apply(applier, upsert(4, 1, 1));
    assertThat(target.requests()).hasSize(1);
    time.pass(Duration.ofMillis(10));
    assertThat(target.requests()).hasSize(3);
    time.pass(Duration.ofMillis(10));

    assertThat(target.requests()).hasSize(4);
    assertThat(time.scheduled()).isZero();
  }

  @Test
  void largestGroupsLeaveABusyQueueFirstHoweverLongTheOthersHaveWaited() throws Exception {
    Applier applier =
        applier(
            BATCHES,
            RowErrorPolicy.FAIL,
            mutation -> mutation instanceof Delete ? "large" : mutation.keyHash());
    for (int id = 0; id < 1_100; id++) {
      apply(applier, upsert(id, 1, 1));
    }
    assertThat(target.requests()).hasSize(8);
    time.pass(Duration.ofMillis(10));
    time.pass(Duration.ofMillis(10));
    apply(applier, delete(5_000), delete(5_001));

    target.request(0).acknowledge();
    target.request(1).acknowledge();

    assertThat(target.requests().subList(8, 10)).anyMatch(r -> r.writes().size() == 2);
  }

  @Test
  void nothingIsScheduledForRowsThatLeaveAtOnce() throws Exception {
    Applier applier = applier(BATCHES, RowErrorPolicy.FAIL);

    apply(applier, upsert(1, 1, 1));

    assertThat(time.scheduled()).isZero();
  }

  @Test
  void ofARefusedBatchOnlyTheGuiltyRowIsLeftOut() throws Exception {
    Applier applier = applier(BATCHES, RowErrorPolicy.SKIP, mutation -> "together");
    for (int id = 0; id < 20; id++) {
      apply(applier, upsert(id, 1, 1));
    }
    ManualTarget.Sent batch =
        target.requests().stream().filter(r -> r.writes().size() == 4).findFirst().orElseThrow();
    Write guilty = batch.writes().get(2);
    target.requests().stream()
        .filter(r -> !r.writes().equals(batch.writes()))
        .forEach(ManualTarget.Sent::acknowledge);

    batch.fail(refused());
    target.requests().stream()
        .filter(r -> !r.answer().isDone() && r.writes().equals(List.of(guilty)))
        .findFirst()
        .orElseThrow()
        .fail(refused());
    target.acknowledgeAll();
    applier.drain();

    assertThat(metrics.skipped).isEqualTo(1);
    assertThat(metrics.written).isEqualTo(19);
  }

  @Test
  void aRefusedRowFailsTheSinkAndIsNamed() throws Exception {
    Applier applier = applier(SINGLE, RowErrorPolicy.FAIL);
    apply(applier, upsert(7, 2, 3));

    target.request(0).fail(refused());

    assertThatThrownBy(applier::drain)
        .hasMessageContaining("The database refuses the row id = 7 of table shop.orders")
        .hasMessageContaining("'sink.on-row-error' = 'skip'");
    assertThatThrownBy(() -> apply(applier, upsert(8, 2, 3))).isInstanceOf(IOException.class);
  }

  @Test
  void takingStopsWhenTooMuchIsUnderWayAndGoesOnWithTheAnswers() throws Exception {
    Applier applier = applier(SINGLE, RowErrorPolicy.FAIL);
    List<Write> writes = new ArrayList<>();
    for (int id = 0; id < 5_000; id++) {
      writes.add(new Write(upsert(id, 1, 1), id));
    }

    Future<?> all =
        inBackground(
            () -> {
              for (Write write : writes) {
                applier.apply(write);
              }
              applier.drain();
            });

    int most = 8 + 1_024;
    while (applier.writesUnderWay() < most) {
      assertThat(all.isDone()).isFalse();
      Thread.onSpinWait();
    }
    while (!all.isDone()) {
      assertThat(applier.writesUnderWay()).isLessThanOrEqualTo(most);
      target.acknowledgeAll();
      Thread.onSpinWait();
    }

    all.get();
    assertThat(metrics.written).isEqualTo(5_000);
  }

  @Test
  void aCheckpointWaitsForFewMoreWritesThanAreSent() throws Exception {
    Applier applier = applier(BATCHES, RowErrorPolicy.FAIL, mutation -> "together");
    Future<?> all =
        inBackground(
            () -> {
              for (int id = 0; id < 5_000; id++) {
                applier.apply(new Write(upsert(id, 1, 1), id));
              }
              applier.drain();
            });

    int waiting = 1_024 + 1_024;
    int most = 8 * 4 + waiting;
    while (applier.writesUnderWay() < 8 + waiting) {
      assertThat(all.isDone()).isFalse();
      Thread.onSpinWait();
    }
    while (!all.isDone()) {
      assertThat(applier.writesUnderWay()).isLessThanOrEqualTo(most);
      target.acknowledgeAll();
      Thread.onSpinWait();
    }

    all.get();
    assertThat(metrics.written).isEqualTo(5_000);
  }

  @Test
  void whoeverWaitsIsTheOneWhoSends() throws Exception {
    Applier applier = applier(SINGLE, RowErrorPolicy.FAIL);
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
    // Waiting for answers, that is, and not for the lock, which this thread takes now and then.
    while (applier.writesUnderWay() < most
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
  void anAnswerIsFollowedByTheNextRequestWhenNobodyWaits() throws Exception {
    Applier applier = applier(SINGLE, RowErrorPolicy.FAIL);
    for (int id = 0; id < 9; id++) {
      apply(applier, upsert(id, 1, 1));
    }
    assertThat(target.requests()).hasSize(8);

    inBackground(target.request(0)::acknowledge).get(10, TimeUnit.SECONDS);

    assertThat(target.requests()).hasSize(9);
    assertThat(target.request(8).sender()).isNotSameAs(Thread.currentThread());
  }

  /** Whoever waits has to hear of the answer that comes just when it decides to wait. */
  @Test
  void noAnswerIsOverlookedHoweverTheThreadsMeet() throws Exception {
    BlockingQueue<CompletableFuture<WriteTarget.Acknowledgement>> asked =
        new LinkedBlockingQueue<>();
    Applier applier =
        applier(
            writes -> {
              CompletableFuture<WriteTarget.Acknowledgement> answer = new CompletableFuture<>();
              asked.add(answer);
              return answer;
            },
            SINGLE,
            RowErrorPolicy.FAIL,
            GroupingKeys.byPartition(1));
    AtomicBoolean done = new AtomicBoolean();
    List<Future<?>> servers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      servers.add(
          inBackground(
              () -> {
                while (!done.get()) {
                  CompletableFuture<WriteTarget.Acknowledgement> answer =
                      asked.poll(1, TimeUnit.MILLISECONDS);
                  if (answer != null) {
                    answer.complete(WriteTarget.Acknowledgement.FREE);
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

    assertThat(metrics.written).isEqualTo(writes);
    assertThat(applier.writesUnderWay()).isZero();
  }

  private Applier applier(BatchLimits limits, RowErrorPolicy onRowError) {
    return applier(limits, onRowError, GroupingKeys.byPartition(1));
  }

  private Applier applier(BatchLimits limits, RowErrorPolicy onRowError, GroupingKeys keys) {
    return applier(target, limits, onRowError, keys);
  }

  private Applier applier(
      WriteTarget to, BatchLimits limits, RowErrorPolicy onRowError, GroupingKeys keys) {
    ApplierSettings settings =
        new ApplierSettings(
            8,
            limits,
            1 << 20,
            Duration.ofMinutes(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Rates.UNLIMITED,
            onRowError,
            false);
    return new Applier(to, keys, MutationKit.ORDERS, settings, metrics, time.timing());
  }

  private static void apply(Applier applier, Mutation... mutations) throws Exception {
    for (int i = 0; i < mutations.length; i++) {
      applier.apply(new Write(mutations[i], i));
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  private static Future<?> inBackground(Action action) {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Future<?> future =
        executor.submit(
            () -> {
              action.run();
              return null;
            });
    executor.shutdown();
    return future;
  }

  private static Throwable overloaded(String message) {
    return new OverloadedException(null, message);
  }

  private static Throwable refused() {
    return new InvalidQueryException(null, "Value is too large");
  }

  private static final class CountingMetrics implements ApplierMetrics {
    private int written;
    private int retried;
    private int throttled;
    private int skipped;

    @Override
    public void acknowledged(int writes, long bytes, long latencyNanos, double requestUnits) {
      written += writes;
    }

    @Override
    public void retried() {
      retried++;
    }

    @Override
    public void throttled() {
      throttled++;
    }

    @Override
    public void skipped() {
      skipped++;
    }
  }
}
