package io.cosmoscassandra.flink.commit;

import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cosmoscassandra.flink.time.Timing;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CommitBrakeTest {

  private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
  private final Timing timing = Timing.real(executor);
  private final CommitBrake brake = new CommitBrake(100, timing);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void holdsNobodyWhileNothingIsCommitted() throws Exception {
    assertThat(isHeldAfter(1_000)).isFalse();
    brake.commitStarted();
    brake.commitEnded();
    assertThat(isHeldAfter(1_000)).isFalse();
  }

  @Test
  void countsFromTheBeginningOfTheCommit() throws Exception {
    brake.count(1_000);
    brake.commitStarted();
    assertThat(isHeldAfter(100)).isFalse();
  }

  @Test
  void holdsTheWriterUntilTheCommitEnds() throws Exception {
    brake.commitStarted();
    var unused = executor.schedule(brake::commitEnded, 50, TimeUnit.MILLISECONDS);
    assertThat(isHeldAfter(101)).isTrue();
  }

  @Test
  void canBeInterrupted() {
    brake.commitStarted();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> isHeldAfter(101));
  }

  @Test
  void aBarrierIsNotHeldUpButTheNextRowIs() throws Exception {
    CommitKit kit = new CommitKit();
    kit.brake = new CommitBrake(10, timing);
    kit.brake.commitStarted();
    TransactionWriter writer = kit.writer();
    writer.write(upsert(1, "some text"));
    assertThat(writer.prepare()).isPresent();
    CountDownLatch released = new CountDownLatch(1);
    var unused =
        executor.schedule(
            () -> {
              released.countDown();
              kit.brake.commitEnded();
            },
            50,
            TimeUnit.MILLISECONDS);
    writer.write(upsert(2, "some text"));
    assertThat(released.getCount()).isZero();
  }

  @Test
  void writerAndCommitterOfASubtaskMeet() {
    CommitBrakes brakes = new CommitBrakes();
    Timing still = new Timing(() -> 0, () -> 0, (d, t) -> {}, ReentrantLock::new);
    CommitBrakes.Place place = new CommitBrakes.Place("job", "books", 1);
    Lease<CommitBrake> writer = brakes.acquire(place, 100, still);
    Lease<CommitBrake> committer = brakes.acquire(place, 100, still);
    Lease<CommitBrake> other =
        brakes.acquire(new CommitBrakes.Place("job", "books", 2), 100, still);
    assertThat(writer.get()).isSameAs(committer.get()).isNotSameAs(other.get());
    writer.close();
    writer.close();
    assertThat(brakes.acquire(place, 100, still).get()).isSameAs(committer.get());
    other.close();
    assertThat(brakes.size()).isEqualTo(1);
  }

  private boolean isHeldAfter(long stagedBytes) throws InterruptedException {
    brake.count(stagedBytes);
    return brake.hold();
  }
}
