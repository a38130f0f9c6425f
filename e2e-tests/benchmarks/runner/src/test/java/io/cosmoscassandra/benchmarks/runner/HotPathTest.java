package io.cosmoscassandra.benchmarks.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotPathTest {

  /** As JMH writes it, but for what is not read. */
  private static final String JMH =
      """
      [
        {
          "benchmark": "io.cosmoscassandra.flink.write.RowEncoderBenchmark.encode",
          "jvm": "/somewhere/bin/java",
          "jvmArgs": ["-Xmx1g", "-Dbenchmarks.commit=abc"],
          "jdkVersion": "17.0.15",
          "measurementIterations": 5,
          "measurementTime": "1 s",
          "params": {"workload": "WIDE"},
          "primaryMetric": {"score": 123.4, "scoreError": 5.6, "scoreUnit": "ns/op"},
          "secondaryMetrics": {
            "gc.alloc.rate.norm": {"score": 168.0, "scoreUnit": "B/op"},
            "bytesPerRow": {"score": 590.0, "rawData": [[118.0, 118.0, 118.0, 118.0, 118.0]]}
          }
        },
        {
          "benchmark": "io.cosmoscassandra.flink.SomethingNew.done",
          "params": {"workload": "LARGE", "compression": "LZ4"},
          "primaryMetric": {"score": 1, "scoreError": 0},
          "secondaryMetrics": {"gc.alloc.rate.norm": {"score": 2.0}}
        }
      ]
      """;

  @TempDir private Path directory;

  static HotPath measured() throws JsonProcessingException {
    return new HotPath("today", new ObjectMapper().readTree(JMH));
  }

  @Test
  void showsWhatARowCostsAndWhatIsAllocatedBeyondTheResult() throws Exception {
    assertThat(measured().section("results/"))
        .contains(
            "On commit abc, JDK 17.0.15, means of 5 iterations of 1 s ([all of"
                + " it](results/today/jmh.json))",
            "| a row of Flink's is encoded | wide | 123 ± 6 | 168 | 118 | 50 |");
  }

  @Test
  void showsWhatHasNoNameYet() throws Exception {
    assertThat(measured().section(""))
        .contains("| SomethingNew.done | large, lz4 | 1 ± 0 | 2 |  |  |");
  }

  @Test
  void publishesNoPathAndCanBeReadAgain() throws IOException {
    measured().write(directory);

    assertThat(Files.readAllLines(directory.resolve("today/jmh.json")))
        .hasSize(4) // a line for each benchmark, in brackets
        .noneMatch(line -> line.contains("somewhere"));
    assertThat(HotPath.read(directory.resolve("today")).section(""))
        .isEqualTo(measured().section(""));
  }
}
