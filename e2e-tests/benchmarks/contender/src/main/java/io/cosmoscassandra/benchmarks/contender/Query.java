package io.cosmoscassandra.benchmarks.contender;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What a contender reads of a table that has the rows of a {@link Workload}. */
public enum Query {
  /** All rows with all columns. */
  ROWS,

  /** Two columns of all rows. */
  PROJECTION("i", "d"),

  /** The rows with a small number in a column without an index: one of a hundred. */
  FILTERED,

  /** How many rows there are. */
  COUNT,

  /** All rows, which go into another table. */
  COPY,

  /** Rows at a constant rate that is much lower than what the database can do. */
  PACED,

  /** The row of each key of a stream; see {@link LookupKeys} for these and the next. */
  LOOKUP,

  /** The rows of each partition key of a stream. */
  LOOKUP_PARTITION,

  /** The row of each key of a stream, in which some keys are frequent. */
  LOOKUP_SKEWED;

  /** The setting that names the query. */
  public static final String SETTING = "read";

  private static final int ROWS_PER_ROW_FILTERED = 100;

  @SuppressWarnings("ImmutableEnumChecker") // List.of() makes no others
  private final List<String> columns;

  Query() {
    this("p", "c", "i", "d", "at", "t");
  }

  Query(String... columns) {
    this.columns = List.of(columns);
  }

  /** The query of a name such as {@code projection}. */
  public static Query of(String name) {
    return Stream.of(values())
        .filter(query -> query.toString().equals(name))
        .findAny()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no query '%s', but there are %s"
                        .formatted(name, Arrays.toString(values()))));
  }

  /** The columns that it wants of each row. */
  public List<String> columns() {
    return columns;
  }

  /** Whether rows are looked up by keys. */
  public boolean isLookup() {
    return switch (this) {
      case LOOKUP, LOOKUP_PARTITION, LOOKUP_SKEWED -> true;
      case ROWS, PROJECTION, FILTERED, COUNT, COPY, PACED -> false;
    };
  }

  /** The number that column {@code i} of the rows of {@link #FILTERED} is less than. */
  public static int numberLimit(long rows) {
    return (int) (rows / ROWS_PER_ROW_FILTERED);
  }

  /** The number of rows that the answer has, of a table of so many. */
  public long rowsOf(long rows) {
    return this == FILTERED ? numberLimit(rows) : rows;
  }

  /** The sum of {@link RowHash} over the rows of the answer. */
  public long checksumOf(Workload workload, long rows) {
    return switch (this) {
      case COUNT, PACED -> 0;
      case PROJECTION ->
          LongStream.range(0, rows)
              .map(index -> RowHash.of(workload.number(index), workload.fraction(index)))
              .sum();
      case ROWS, FILTERED, COPY ->
          LongStream.range(0, rowsOf(rows)).map(index -> RowHash.of(workload, index)).sum();
      case LOOKUP, LOOKUP_PARTITION, LOOKUP_SKEWED ->
          throw new IllegalArgumentException("What is looked up depends on the keys");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
