package io.cosmoscassandra.flink.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class TimingTest {

  private static final Timing AT_HUNDRED =
      new Timing(() -> 100, () -> 0, (delay, task) -> {}, ReentrantLock::new);

  @Test
  void aClockThatIsBehindGivesALaterTimeAllTheSame() {
    assertThat(AT_HUNDRED.after(500).clock().micros()).isEqualTo(501);
  }

  @Test
  void aTimeThatHasPassedChangesNothing() {
    assertThat(AT_HUNDRED.after(99).clock().micros()).isEqualTo(100);
    assertThat(AT_HUNDRED.after(20).clock().micros()).isEqualTo(100);
  }
}
