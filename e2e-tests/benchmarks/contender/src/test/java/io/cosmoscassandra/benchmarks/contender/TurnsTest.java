package io.cosmoscassandra.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final Turns turns = new Turns((name, value) -> told.add(name));

  @Test
  void aTurnCountsAfterTheRowsThatSettle() {
    turns.take(2, 3);

    turns.await(0);
    assertThat(told).isEmpty();
    turns.await(1);
    assertThat(told).containsExactly("turn-begins");
    turns.await(2);
    turns.await(3);
    assertThat(told).containsExactly("turn-begins");
    turns.await(4);
    assertThat(told).containsExactly("turn-begins", "turn");
  }

  @Test
  void rowsBehindATurnWaitForTheNext() throws Exception {
    turns.take(1, 1);
    turns.await(0);
    turns.await(1);
    Thread third = new Thread(() -> turns.await(2));
    third.start();
    while (third.getState() != Thread.State.WAITING) {
      assertThat(third.isAlive()).as("the row waits").isTrue();
      Thread.onSpinWait();
    }

    turns.take(1, 1);
    third.join(10_000);

    assertThat(told).containsExactly("turn-begins", "turn", "turn-begins");
  }
}
