package io.cosmoscassandra.flink.mutation;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.MapData;
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

/**
 * What of {@link RowEncoderBenchmark} is Flink's: a map gives its keys and values away as two new
 * arrays, which nobody who reads it can help.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class MapAccessBenchmark {

  @Param("COLLECTIONS")
  public Workload workload;

  private List<RowData> rows;

  @Setup
  public void prepare() {
    rows = BenchmarkRows.rows(workload);
  }

  @Benchmark
  @OperationsPerInvocation(BenchmarkRows.ROWS)
  public void takeApart(Blackhole target) {
    for (RowData row : rows) {
      MapData map = row.getMap(BenchmarkRows.MAP);
      target.consume(map.keyArray());
      target.consume(map.valueArray());
    }
  }
}
