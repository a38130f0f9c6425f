package io.cosmoscassandra.benchmarks.contender;

import java.io.Serializable;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * The keys that are looked up. Each follows from the number of its lookup, so that all contenders
 * look up the same ones, in as many subtasks as they like.
 *
 * @param query which of the queries that look rows up
 * @param tableRows the rows of the table
 */
public record LookupKeys(Query query, long tableRows) implements Serializable {

  /** The setting that tells the number of rows of the table. */
  public static final String TABLE_ROWS = "table-rows";

  /** How many keys {@link Query#LOOKUP_SKEWED} asks for, in so large a table. */
  public static final int FREQUENT_KEYS = 10_000;

  /** The keys of a query by the settings of its run. */
  public static LookupKeys of(Query query, Map<String, String> settings) {
    return new LookupKeys(query, Long.parseLong(settings.get(TABLE_ROWS)));
  }

  /** Whether each key is that of a partition. */
  public boolean ofPartitions() {
    return query == Query.LOOKUP_PARTITION;
  }

  /** The index of the row that a lookup asks for, or of the first one of its partition. */
  public long row(long lookup) {
    SplittableRandom random = new SplittableRandom(lookup);
    return switch (query) {
      case LOOKUP -> random.nextLong(tableRows);
      case LOOKUP_PARTITION ->
          random.nextLong(tableRows / Workload.ROWS_OF_SLICE) * Workload.ROWS_OF_SLICE;
      // Zipf's law: the second key comes half as often as the first. Exact on all machines.
      case LOOKUP_SKEWED ->
          (long) StrictMath.pow((double) Math.min(tableRows, FREQUENT_KEYS), random.nextDouble())
              - 1;
      case ROWS, PROJECTION, FILTERED, COUNT, COPY, PACED ->
          throw new IllegalStateException(query + " looks nothing up");
    };
  }

  /** The number of rows that so many lookups find. */
  public long rowsOf(long lookups) {
    return lookups * rowsOfLookup();
  }

  /** The sum of {@link RowHash} over the rows that so many lookups find. */
  public long checksumOf(Workload workload, long lookups) {
    return LongStream.range(0, lookups)
        .map(this::row)
        .flatMap(row -> LongStream.range(row, row + rowsOfLookup()))
        .map(index -> RowHash.of(workload, index))
        .sum();
  }

  private int rowsOfLookup() {
    return ofPartitions() ? Workload.ROWS_OF_SLICE : 1;
  }
}
