package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** From a row of Flink's to a mutation. */
public class RowEncoderBenchmark extends RowBenchmark {

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
