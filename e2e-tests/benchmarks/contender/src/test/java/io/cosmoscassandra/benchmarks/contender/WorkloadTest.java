package io.cosmoscassandra.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  @Test
  void wideRowsAreAllPartitionsOfTheirOwn() {
    assertThat(LongStream.range(0, 10_000).map(Workload.WIDE::partition).distinct().count())
        .isEqualTo(10_000);
  }

  @Test
  void rowsOfASeriesComeInRuns() {
    assertThat(LongStream.range(0, 50).map(Workload.SERIES::partition)).containsOnly(0L);
    assertThat(Workload.SERIES.partition(50)).isEqualTo(1);
    assertThat(Workload.SERIES.partition(50_000)).isZero();
  }

  @Test
  void textsDifferAndHaveTheirLength() {
    Set<String> texts = new HashSet<>();
    for (long i = 0; i < 1_000; i++) {
      texts.add(Workload.WIDE.text(i));
    }
    assertThat(texts).hasSizeGreaterThan(990).allMatch(text -> text.length() == 50);
    assertThat(Workload.LARGE.text(7)).hasSize(10_000);
  }

  @Test
  void ordersHaveSettings() {
    Order order = Order.parse("wide 100 guarantee=exactly-once  a=b=c");

    assertThat(order.workload()).isEqualTo(Workload.WIDE);
    assertThat(order.rows()).isEqualTo(100);
    assertThat(order.settings())
        .containsEntry("guarantee", "exactly-once")
        .containsEntry("a", "b=c");
  }
}
