package io.cosmoscassandra.flink.mutation;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** From a row of Flink's to a mutation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RowEncoderBenchmark {

  @Param({"WIDE", "LARGE", "COLLECTIONS"})
  public Workload workload;

  private List<RowData> rows;
  private RowEncoder encoder;
  private double bytesPerRow;

  /** The size of the mutations is what an encoder cannot help allocating. */
  @Setup
  public void prepare() throws RowException {
    rows = BenchmarkRows.rows(workload);
    encoder = BenchmarkRows.encoder(workload);
    bytesPerRow =
        BenchmarkRows.mutations(workload).stream().mapToInt(Mutation::size).average().orElse(0);
  }

  @Benchmark
  @OperationsPerInvocation(BenchmarkRows.ROWS)
  public void encode(Blackhole target, RowBytes size) throws RowException {
    for (RowData row : rows) {
      target.consume(encoder.encode(row));
    }
    size.bytesPerRow = bytesPerRow;
  }
}
