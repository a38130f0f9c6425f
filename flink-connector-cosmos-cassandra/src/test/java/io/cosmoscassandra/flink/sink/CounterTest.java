package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class CounterTest {

  private static final int THREADS = 4;
  private static final int COUNTS = 1_000_000;

  @Test
  void threadsThatCountAtTheSameTimeLoseNothing() throws Exception {
    Counter counter = ApplyMetrics.counter(new UnregisteredMetricsGroup(), "retries");
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int j = 0; j < COUNTS; j++) {
                  counter.inc();
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(counter.getCount()).isEqualTo(THREADS * COUNTS);
  }
}
