package io.cosmoscassandra.flink.write;

import static io.cosmoscassandra.flink.kit.Mutations.delete;
import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static io.cosmoscassandra.flink.write.ApplierKit.BATCHES;
import static io.cosmoscassandra.flink.write.ApplierKit.SINGLE;
import static io.cosmoscassandra.flink.write.ApplierKit.apply;
import static io.cosmoscassandra.flink.write.ApplierKit.inBackground;
import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.kit.ManualClock;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The order in which writes are sent, together or alone, and how long they are waited for. */
@Timeout(60)
class ApplierTest {

  private final ApplierKit kit = new ApplierKit();
  private final ManualTarget target = kit.target;
  private final ManualClock time = kit.time;
  private final CountingMetrics metrics = kit.metrics;

  @Test
  void aWriteIsSentAtOnceWhenNothingIsInFlight() throws Exception {
    Applier applier = kit.applier(BATCHES, RowErrorPolicy.FAIL);

    apply(applier, upsert(1, 2, 3));

    assertThat(target.requests()).hasSize(1);
  }

  @Test
  void drainReturnsOnceEverythingIsAcknowledged() throws Exception {
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.FAIL);
    apply(applier, upsert(1, 2, 3), upsert(2, 2, 3));

    Future<?> drained = inBackground(applier::drain);
    target.request(0).acknowledge();
    assertThat(drained).isNotDone();
    target.request(1).acknowledge();

    drained.get(10, TimeUnit.SECONDS);
    assertThat(applier.writesInFlight()).isZero();
  }

  @Test
  void twoWritesOfOneRowAreNeverInFlightTogether() throws Exception {
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.FAIL);

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
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.FAIL);
    Upsert last = upsert(1, 3, 3);

    apply(applier, upsert(1, 1, 1), upsert(1, 2, 2), last);
    target.request(0).acknowledge();

    assertThat(target.requests()).hasSize(2);
    assertThat(target.request(1).writes().get(0).mutation()).isSameAs(last);
    target.request(1).acknowledge();
    applier.drain();
  }

  @Test
  void rowsOfOneKindShareARequestWhileOthersAreInFlight() throws Exception {
    Applier applier = kit.applier(BATCHES, RowErrorPolicy.FAIL, mutation -> "together");
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
    Applier applier = kit.applier(BATCHES, RowErrorPolicy.FAIL);
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
  void largestBatchesLeaveABusyQueueFirstHoweverLongTheOthersHaveWaited() throws Exception {
    Applier applier =
        kit.applier(
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
    Applier applier = kit.applier(BATCHES, RowErrorPolicy.FAIL);

    apply(applier, upsert(1, 1, 1));

    assertThat(time.scheduled()).isZero();
  }

  @Test
  void takingStopsWhenTooMuchIsInFlightAndGoesOnWithTheCompletions() throws Exception {
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.FAIL);
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
    while (applier.writesInFlight() < most) {
      assertThat(all.isDone()).isFalse();
      Thread.onSpinWait();
    }
    while (!all.isDone()) {
      assertThat(applier.writesInFlight()).isLessThanOrEqualTo(most);
      target.acknowledgeAll();
      Thread.onSpinWait();
    }

    all.get();
    assertThat(metrics.written).isEqualTo(5_000);
  }

  @Test
  void aCheckpointWaitsForFewMoreWritesThanAreSent() throws Exception {
    Applier applier = kit.applier(BATCHES, RowErrorPolicy.FAIL, mutation -> "together");
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
    while (applier.writesInFlight() < 8 + waiting) {
      assertThat(all.isDone()).isFalse();
      Thread.onSpinWait();
    }
    while (!all.isDone()) {
      assertThat(applier.writesInFlight()).isLessThanOrEqualTo(most);
      target.acknowledgeAll();
      Thread.onSpinWait();
    }

    all.get();
    assertThat(metrics.written).isEqualTo(5_000);
  }
}
