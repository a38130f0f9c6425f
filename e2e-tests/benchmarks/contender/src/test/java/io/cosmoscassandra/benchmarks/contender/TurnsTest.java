package io.cosmoscassandra.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    CompletableFuture<Void> third = CompletableFuture.runAsync(() -> turns.await(2));

    assertThat(third).isNotDone();
    turns.take(1, 1);
    third.get(10, TimeUnit.SECONDS);

    assertThat(told).containsExactly("turn-begins", "turn", "turn-begins");
  }
}
