package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.benchmarks.contender.Workload;
import io.cosmoscassandra.flink.options.BatchGrouping;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** From writes to groups of writes that share a request. */
public class OpenBatchesBenchmark extends RowBenchmark {

  private static final BatchLimits LIMITS = new BatchLimits(BatchGrouping.PARTITION, 50, 5 * 1_024);

  @Param({"WIDE", "SERIES"})
  public Workload workload;

  private final List<Write> writes = new ArrayList<>();
  private final GroupingKeys keys = GroupingKeys.byPartition(1);
  private OpenBatches groups;

  @Setup
  public void prepare(Blackhole target) throws RowException {
    groups = new OpenBatches(LIMITS, 1, group -> target.consume(group.writes()));
    for (Mutation mutation : BenchmarkRows.mutations(workload)) {
      writes.add(new Write(mutation, writes.size()));
    }
  }

  @Benchmark
  @OperationsPerInvocation(BenchmarkRows.ROWS)
  public void group(Blackhole target) {
    for (Write write : writes) {
      Mutation mutation = write.mutation();
      groups.add(keys.of(mutation), PendingWrite.of(write, 0));
    }
    while (!groups.isEmpty()) {
      OpenBatch next = groups.next();
      groups.remove(next);
      target.consume(next.writes());
    }
  }
}
