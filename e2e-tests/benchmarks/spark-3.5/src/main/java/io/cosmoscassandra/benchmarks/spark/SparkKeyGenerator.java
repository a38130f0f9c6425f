package io.cosmoscassandra.benchmarks.spark;

import io.cosmoscassandra.benchmarks.contender.LookupKeys;
import io.cosmoscassandra.benchmarks.contender.Workload;
import org.apache.spark.api.java.function.Function;
import scala.Tuple2;

/** Makes the keys that are looked up from the numbers of the lookups. */
final class SparkKeyGenerator implements Function<Long, Tuple2<Long, Long>> {

  private static final long serialVersionUID = 1;

  private final LookupKeys keys;
  private final Workload workload;

  SparkKeyGenerator(LookupKeys keys, Workload workload) {
    this.keys = keys;
    this.workload = workload;
  }

  @Override
  public Tuple2<Long, Long> call(Long number) {
    long row = keys.row(number);
    return new Tuple2<>(workload.partition(row), workload.clustering(row));
  }
}
