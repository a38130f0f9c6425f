package io.cosmoscassandra.flink.it.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.client.SessionRegistry;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.testutils.CommonTestUtils;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job leaves no threads and no sessions in its task manager. */
class LeakIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int JOBS = 20;

  /** The jobs after which Flink and the JVM have all the threads they want. */
  private static final int WARM_UP = 5;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();
  private String keyspace;

  @BeforeEach
  void createTables() {
    keyspace = cassandra.createKeyspace();
    cassandra.session().execute("CREATE TABLE %s.ticks (id int PRIMARY KEY)".formatted(keyspace));
    flink
        .tables()
        .executeSql(
            "CREATE TABLE ticks (id INT, PRIMARY KEY (id) NOT ENFORCED)"
                + Flink.with(cassandra.contactPoint(), keyspace, "ticks"));
    flink
        .tables()
        .executeSql(
            "CREATE TABLE clock (id INT) WITH ('connector' = 'datagen', 'rows-per-second' ="
                + " '100')");
  }

  @Test
  void cancelledJobsLeaveNoThreadAndNoSession() throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      writeAndCancel();
    }
    int before = threads("").size();

    for (int i = WARM_UP; i < JOBS; i++) {
      writeAndCancel();
    }

    CommonTestUtils.waitUtil(
        () -> threads("").size() <= before + 2, PATIENCE, "Threads are left over: " + threads(""));
  }

  /** A job that has written, and was cancelled while it was at it. */
  private void writeAndCancel() throws Exception {
    cassandra.session().execute("TRUNCATE %s.ticks".formatted(keyspace));
    JobClient job =
        flink
            .tables()
            .executeSql("INSERT INTO ticks SELECT * FROM clock")
            .getJobClient()
            .orElseThrow();
    CommonTestUtils.waitUtil(this::hasRows, PATIENCE, "No row was written");
    assertThat(threads("cassandra-")).isNotEmpty();

    job.cancel().get();
    CommonTestUtils.waitUtil(
        () -> job.getJobStatus().join() == JobStatus.CANCELED, PATIENCE, "The job goes on");

    // A job counts as cancelled once its tasks are, which close what they have before that.
    assertThat(SessionRegistry.instance().size()).isZero();
    CommonTestUtils.waitUtil(
        () -> threads("cassandra-").isEmpty(),
        PATIENCE,
        "Threads of the driver are left: " + threads("cassandra-"));
  }

  private boolean hasRows() {
    return cassandra.session().execute("SELECT id FROM %s.ticks LIMIT 1".formatted(keyspace)).one()
        != null;
  }

  private static List<String> threads(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .sorted()
        .toList();
  }
}
