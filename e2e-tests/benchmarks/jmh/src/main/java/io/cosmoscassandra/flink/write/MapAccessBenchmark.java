package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.List;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What of {@link RowEncoderBenchmark} is Flink's: a map gives its keys and values away as two new
 * arrays, which nobody who reads it can help.
 */
public class MapAccessBenchmark extends RowBenchmark {

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
