package io.cosmoscassandra.flink.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.kit.ManualClock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class CheckpointOrderTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final ManualClock clock = new ManualClock();
  private final CheckpointOrder order = new CheckpointOrder(clock.timing().locks());

  @BeforeEach
  void observe() {
    order.observe(TIMEOUT);
  }

  /** Whether a writer that prepares a checkpoint now has to wait. */
  private boolean waits() throws InterruptedException {
    Thread writer =
        new Thread(
            () -> {
              try {
                order.await(clock.timing());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    writer.start();
    while (writer.isAlive() && writer.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    boolean waits = writer.isAlive();
    writer.interrupt();
    writer.join();
    return waits;
  }

  @Test
  void aWriterWaitsUntilTheCheckpointThatItPreparedHasCompleted() throws Exception {
    assertThat(waits()).isFalse();
    order.prepared(clock.timing());
    assertThat(waits()).isTrue();
    order.belongsTo(7);
    assertThat(waits()).isTrue();
    order.completed(6);
    assertThat(waits()).isTrue();
    order.completed(7);
    assertThat(waits()).isFalse();
  }

  @Test
  void anAbortedCheckpointIsNotWaitedForThoughItIsSeenLater() throws Exception {
    order.prepared(clock.timing());
    order.belongsTo(7);
    order.aborted(7);
    assertThat(waits()).isFalse();
    order.aborted(8);
    order.prepared(clock.timing());
    order.belongsTo(8);
    assertThat(waits()).isFalse();
  }

  @Test
  void aCheckpointThatIsSeenAfterItHasCompletedIsNotWaitedFor() throws Exception {
    order.prepared(clock.timing());
    order.completed(8);
    order.belongsTo(7);
    assertThat(waits()).isFalse();
  }

  @Test
  void aSavepointIsNotWaitedFor() throws Exception {
    order.prepared(clock.timing());
    order.belongsTo(7);
    order.isSavepoint(7);
    assertThat(waits()).isFalse();
  }

  @Test
  void theEndOfTheInputBelongsToNoCheckpoint() throws Exception {
    order.prepared(clock.timing());
    order.belongsTo(Long.MAX_VALUE);
    assertThat(waits()).isFalse();
  }

  @Test
  void nothingWaitsIfNoOperatorReports() throws Exception {
    order.prepared(clock.timing());
    order.ignore();
    assertThat(waits()).isFalse();
  }

  @Test
  void aNotificationThatIsLostHoldsNothingUpForLongerThanACheckpointLasts() throws Exception {
    order.prepared(clock.timing());
    order.belongsTo(7);
    clock.pass(TIMEOUT.minusSeconds(1));
    assertThat(waits()).isTrue();
    clock.pass(Duration.ofSeconds(1));
    assertThat(waits()).isFalse();
  }
}
