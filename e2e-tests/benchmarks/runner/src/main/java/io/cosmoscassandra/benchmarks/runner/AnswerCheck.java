package io.cosmoscassandra.benchmarks.runner;

import com.datastax.oss.driver.api.core.cql.Row;
import com.fasterxml.jackson.databind.JsonNode;
import io.cosmoscassandra.benchmarks.contender.LookupKeys;
import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.RowHash;
import io.cosmoscassandra.benchmarks.contender.Tally;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Compares what a contender has read, or copied, with the rows that it was to read. */
final class AnswerCheck {

  private final TableScan target;
  private final Map<Expectation, Long> checksums = new HashMap<>();

  /**
   * A check.
   *
   * @param target reads the table that copies go into
   */
  AnswerCheck(TableScan target) {
    this.target = target;
  }

  private record Expectation(
      Workload workload, Query query, long rows, Map<String, String> settings) {}

  /** A description of what is wrong; empty if the answer is right. */
  Optional<String> complaint(Entry entry, Query query, JsonNode answer) {
    return switch (query) {
      case PACED -> Optional.empty();
      case COPY -> complaint(entry, query, copied());
      case ROWS, PROJECTION, FILTERED, COUNT, LOOKUP, LOOKUP_PARTITION, LOOKUP_SKEWED ->
          complaint(
              entry,
              query,
              new Found(answer.path(Tally.ROWS).asLong(-1), answer.path(Tally.CHECKSUM).asText()));
    };
  }

  private Optional<String> complaint(Entry entry, Query query, Found found) {
    long rows =
        query.isLookup()
            ? LookupKeys.of(query, entry.extra()).rowsOf(entry.rows())
            : query.rowsOf(entry.rows());
    if (found.rows() != rows) {
      return Optional.of("%d rows instead of %d".formatted(found.rows(), rows));
    }
    String checksum = Long.toHexString(expectedChecksum(entry, query));
    return found.checksum().equals(checksum)
        ? Optional.empty()
        : Optional.of("rows with checksum %s instead of %s".formatted(found.checksum(), checksum));
  }

  /** Computed once, which takes a second. */
  private long expectedChecksum(Entry entry, Query query) {
    return checksums.computeIfAbsent(
        new Expectation(entry.workload(), query, entry.rows(), entry.extra()),
        expected ->
            query.isLookup()
                ? LookupKeys.of(query, expected.settings())
                    .checksumOf(expected.workload(), expected.rows())
                : query.checksumOf(expected.workload(), expected.rows()));
  }

  private record Found(long rows, String checksum) {}

  private Found copied() {
    long[] sums = new long[2];
    target.read(
        "p, c, i, d, at, t",
        row -> {
          sums[0]++;
          sums[1] += hash(row);
        });
    return new Found(sums[0], Long.toHexString(sums[1]));
  }

  private static long hash(Row row) {
    return RowHash.of(
        row.getLong(0),
        row.getLong(1),
        row.getInt(2),
        row.getDouble(3),
        row.getInstant(4).toEpochMilli(),
        RowHash.text(row.getString(5)));
  }
}
