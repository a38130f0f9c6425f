package io.cosmoscassandra.benchmarks.runner;

import io.cosmoscassandra.benchmarks.contender.LookupKeys;
import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.List;
import java.util.Optional;

/**
 * Contenders that look up the rows of a stream of keys in turn, each compared with the plain
 * driver. The rows of a run are its lookups.
 */
final class LookupScenario implements BenchmarkScenario {

  private static final double SHARE_OF_ROWS = 0.5;
  private static final double SHARE_OF_ROWS_OF_PARTITIONS = 0.15;

  private static final List<Contender> CONTENDERS =
      List.of(
          Contender.DRIVER_LOOKUP,
          Contender.LOOKUP_SQL,
          Contender.LOOKUP_SQL_UNORDERED,
          Contender.LOOKUP_SQL_100,
          Contender.LOOKUP_SQL_2,
          Contender.SPARK_LOOKUP,
          Contender.SPARK_LOOKUP_RDD);

  private static final List<Contender> OF_SKEWED_KEYS =
      List.of(
          Contender.DRIVER_LOOKUP,
          Contender.LOOKUP_SQL,
          Contender.LOOKUP_SQL_CACHED,
          Contender.SPARK_LOOKUP,
          Contender.SPARK_LOOKUP_RDD);

  private final Workload workload;
  private final AlternatingScenario turns;

  private LookupScenario(
      String name, Workload workload, double shareOfRows, Query query, List<Contender> contenders) {
    this.workload = workload;
    this.turns =
        new AlternatingScenario(
            name,
            Optional.of(contenders.get(0)),
            bench ->
                contenders.stream()
                    .filter(bench::has)
                    .map(
                        contender ->
                            Entry.of(
                                    contender,
                                    workload,
                                    (long) (bench.options().rows() * shareOfRows))
                                .with(Query.SETTING, query.toString())
                                .with(
                                    LookupKeys.TABLE_ROWS,
                                    Long.toString(ReadingScenario.rowsOfScan(bench))))
                    .toList());
  }

  /** Single rows by their primary key. */
  static LookupScenario rows() {
    return new LookupScenario("lookup", Workload.WIDE, SHARE_OF_ROWS, Query.LOOKUP, CONTENDERS);
  }

  /** Single rows, some of which are asked for often. */
  static LookupScenario skewed() {
    return new LookupScenario(
        "lookup-skewed", Workload.WIDE, SHARE_OF_ROWS, Query.LOOKUP_SKEWED, OF_SKEWED_KEYS);
  }

  /** Partitions of twenty rows. */
  static LookupScenario partitions() {
    return new LookupScenario(
        "lookup-partition",
        Workload.SLICES,
        SHARE_OF_ROWS_OF_PARTITIONS,
        Query.LOOKUP_PARTITION,
        CONTENDERS);
  }

  @Override
  public String name() {
    return turns.name();
  }

  @Override
  public void run(Bench bench) throws InterruptedException {
    bench.server().sourceTable().provide(bench, workload, ReadingScenario.rowsOfScan(bench));
    turns.run(bench);
  }
}
