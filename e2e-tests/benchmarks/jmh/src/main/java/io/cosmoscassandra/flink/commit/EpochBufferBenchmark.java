package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.benchmarks.contender.Workload;
import io.cosmoscassandra.flink.write.BenchmarkRows;
import io.cosmoscassandra.flink.write.DeleteScope;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.RowBenchmark;
import io.cosmoscassandra.flink.write.RowException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** Into the buffer of an epoch and out again, once per key, and again and again. */
public class EpochBufferBenchmark extends RowBenchmark {

  @Param({"1", "20"})
  public int times;

  private final EpochBuffer buffer = new EpochBuffer(DeleteScope.ROW);
  private List<Mutation> mutations;

  @Setup
  public void prepare() throws RowException {
    mutations = BenchmarkRows.mutations(Workload.WIDE);
  }

  /** All keys several times; what is reported is for a key. */
  @Benchmark
  @OperationsPerInvocation(BenchmarkRows.ROWS)
  public void addAndDrain(Blackhole target) {
    for (int i = 0; i < times; i++) {
      for (Mutation mutation : mutations) {
        buffer.add(mutation);
      }
    }
    target.consume(buffer.drain());
  }
}
