package io.cosmoscassandra.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QueryTest {

  private static final long ROWS = 1_000;

  @Test
  void answerOfFilterIsOneRowOfAHundred() {
    assertThat(Query.FILTERED.rowsOf(ROWS)).isEqualTo(10);
    assertThat(
            LongStream.range(0, ROWS)
                .filter(index -> Workload.WIDE.number(index) < Query.numberLimit(ROWS)))
        .hasSize(10);
  }

  @Test
  void checksumIsThatOfRowsInAnyOrder() {
    assertThat(Query.ROWS.checksumOf(Workload.WIDE, ROWS))
        .isEqualTo(sum(index -> RowHash.of(Workload.WIDE, ROWS - 1 - index)));
  }

  @Test
  void checksumOfTwoColumnsIgnoresTheOthers() {
    assertThat(Query.PROJECTION.checksumOf(Workload.WIDE, ROWS))
        .isEqualTo(Query.PROJECTION.checksumOf(Workload.SERIES, ROWS))
        .isNotEqualTo(Query.ROWS.checksumOf(Workload.WIDE, ROWS));
  }

  @Test
  void valuesOfOtherRowsChangeTheChecksum() {
    long swapped =
        sum(
            index ->
                RowHash.of(
                    Workload.WIDE.partition(index),
                    Workload.WIDE.clustering(index),
                    Workload.WIDE.number(index ^ 1),
                    Workload.WIDE.fraction(index),
                    Workload.WIDE.millis(index),
                    RowHash.text(Workload.WIDE.text(index))));

    assertThat(swapped).isNotEqualTo(Query.ROWS.checksumOf(Workload.WIDE, ROWS));
  }

  @Test
  void hashOfTextHasItsLengthAndItsEnds() {
    assertThat(RowHash.text("a")).isNotEqualTo(RowHash.text("b"));
    assertThat(RowHash.text("")).isNotEqualTo(RowHash.text("a"));
    assertThat(RowHash.text("a long text")).isNotEqualTo(RowHash.text("a long texT"));
    assertThat(RowHash.text("aaaa")).isNotEqualTo(RowHash.text("aaaaa"));
  }

  @Test
  void tallyAddsUpItsParts() {
    Tally tally = new Tally();
    try (Tally.Part first = tally.part();
        Tally.Part second = tally.part()) {
      first.row(5);
      second.row(-6);
      second.counted(10);
    }

    assertThat(tally.figures())
        .isEqualTo(Map.of(Tally.ROWS, 12L, Tally.CHECKSUM, Long.toHexString(-1)));
  }

  private static long sum(LongUnaryOperator hash) {
    return LongStream.range(0, ROWS).map(hash).sum();
  }
}
