package io.cosmoscassandra.flink.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CongestionWindowTest {

  @Test
  void theWindowShrinksOncePerMomentOfOverloadAndOpensAgain() {
    CongestionWindow window = new CongestionWindow(100, 1);
    long[] numbers = new long[100];
    for (int i = 0; i < 100; i++) {
      assertThat(window.admits(1)).isTrue();
      numbers[i] = window.send(1);
    }
    assertThat(window.admits(1)).isFalse();

    for (int i = 0; i < 50; i++) {
      window.overloaded(1, numbers[i]);
    }
    assertThat(window.limit()).isEqualTo(50);
    window.overloaded(1, window.send(1));
    assertThat(window.limit()).isEqualTo(25);
    for (int i = 0; i < 10_000; i++) {
      window.send(1);
      window.acknowledged(1);
    }
    assertThat(window.limit()).isEqualTo(100);
  }
}
