package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One subtask in a JVM of half a gigabyte writes five million rows within one checkpoint, with
 * Flink's default checkpoint storage. The test takes many minutes and is not part of the build:
 *
 * <pre>mvn verify -pl e2e-tests/tests/integration-tests -am -Dit.test=MemoryIT -Dtest.excluded=
 * </pre>
 */
@Tag("long")
class MemoryIT {

  private static final long ROWS = Long.getLong("test.rows", 5_000_000);

  @RegisterExtension
  static final CassandraExtension cassandra = CassandraExtension.singleNode().withHeap("1g");

  @Test
  void oneCheckpointOfMillionsOfRowsNeedsNoMoreMemoryThanASmallOne() throws Exception {
    String keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute("CREATE TABLE " + keyspace + ".changes (id bigint PRIMARY KEY, payload text)");
    Process job =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    MemoryMain.class.getName(),
                    cassandra.contactPoint().getHostString(),
                    Integer.toString(cassandra.contactPoint().getPort()),
                    keyspace,
                    Long.toString(ROWS)))
            .inheritIO()
            .start();
    try {
      assertThat(job.waitFor(40, TimeUnit.MINUTES)).as("the job is done in time").isTrue();
      assertThat(job.exitValue()).isZero();
    } finally {
      job.destroyForcibly();
    }
    for (long id = 0; id < ROWS; id += Math.max(1, ROWS / 1_000)) {
      assertThat(
              cassandra
                  .session()
                  .execute("SELECT payload FROM " + keyspace + ".changes WHERE id = " + id)
                  .one())
          .as("row %d", id)
          .isNotNull()
          .satisfies(row -> assertThat(row.getString(0)).hasSize(MemoryMain.PAYLOAD_CHARACTERS));
    }
  }
}
