package io.cosmoscassandra.flink.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimiterTest {

  @Test
  void aRateIsKept() {
    RateLimiter limiter = new RateLimiter(100);

    assertThat(limiter.reserve(10, 0)).isZero();
    assertThat(limiter.reserve(1, 0)).isZero();
    assertThat(limiter.reserve(1, 0)).isEqualTo(10_000_000);
    assertThat(limiter.reserve(1, 0)).isEqualTo(20_000_000);
    assertThat(limiter.reserve(1, 1_000_000_000)).isZero();
  }
}
