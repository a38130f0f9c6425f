package io.cosmoscassandra.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LookupKeysTest {

  private static final long LOOKUPS = 100_000;

  @Test
  void keysAreThoseOfRows() {
    assertThat(rows(Query.LOOKUP, 500)).allMatch(row -> row >= 0 && row < 500);
    assertThat(rows(Query.LOOKUP, 500).distinct()).hasSize(500);
    assertThat(rows(Query.LOOKUP_SKEWED, 500)).allMatch(row -> row >= 0 && row < 500);
  }

  @Test
  void lookupsOfPartitionsBeginWithTheirFirstRow() {
    assertThat(rows(Query.LOOKUP_PARTITION, 500))
        .allMatch(row -> row % Workload.ROWS_OF_SLICE == 0 && row < 500);
    assertThat(keys(Query.LOOKUP_PARTITION, 500).rowsOf(7)).isEqualTo(140);
  }

  @Test
  void frequentKeysFollowZipf() {
    long first = rows(Query.LOOKUP_SKEWED, 1_000_000).filter(row -> row == 0).count();
    long tenth = rows(Query.LOOKUP_SKEWED, 1_000_000).filter(row -> row == 9).count();

    assertThat((double) first / tenth).isBetween(6.0, 8.5);
    assertThat(rows(Query.LOOKUP_SKEWED, 1_000_000)).allMatch(row -> row < 10_000);
  }

  @Test
  void checksumIsThatOfAllRowsThatAreFound() {
    LookupKeys keys = keys(Query.LOOKUP_PARTITION, 40);
    long first = LongStream.range(0, 20).map(row -> RowHash.of(Workload.SLICES, row)).sum();
    long second = LongStream.range(20, 40).map(row -> RowHash.of(Workload.SLICES, row)).sum();
    long ofSecond = LongStream.range(0, 10).filter(lookup -> keys.row(lookup) == 20).count();

    assertThat(keys.checksumOf(Workload.SLICES, 10))
        .isEqualTo((10 - ofSecond) * first + ofSecond * second);
  }

  private static LongStream rows(Query query, long tableRows) {
    LookupKeys keys = keys(query, tableRows);
    return LongStream.range(0, LOOKUPS).map(keys::row);
  }

  private static LookupKeys keys(Query query, long tableRows) {
    return LookupKeys.of(query, Map.of(LookupKeys.TABLE_ROWS, Long.toString(tableRows)));
  }
}
