package io.cosmoscassandra.quickstart;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import io.cosmoscassandra.embedded.flink.FlinkRest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** What {@code quickstart.sh} starts once all is built. */
public final class QuickstartMain {

  private static final Path HERE = Path.of("e2e-tests", "quickstart");
  private static final Path SQL = HERE.resolve("orders.sql");
  private static final Path JAR =
      HERE.resolve(Path.of("target", "jars", "flink-sql-connector-cosmos-cassandra.jar"));
  private static final Path FLINK = HERE.resolve(Path.of("target", "flink"));
  private static final String HOSTS_IN_SQL = "localhost:9042";
  private static final Duration TIME_TO_SUBMIT = Duration.ofMinutes(3);

  private final PrintStream out = System.out;
  private final CassandraNode cassandra;
  private final FlinkCluster flink;

  private QuickstartMain(CassandraNode cassandra, FlinkCluster flink) {
    this.cassandra = cassandra;
    this.flink = flink;
  }

  /** With {@code --keep} all stays up until Ctrl-C. */
  public static void main(String[] args) throws InterruptedException {
    boolean keep = List.of(args).contains("--keep");
    int exitCode = 1;
    try {
      QuickstartMain quickstart = start();
      // Before the end of this process, whatever brings it about: both leave files behind.
      Runtime.getRuntime().addShutdownHook(new Thread(quickstart::close, "close"));
      exitCode = quickstart.run() ? 0 : 1;
      if (keep) {
        quickstart.explain();
        new CountDownLatch(1).await();
      }
    } catch (RuntimeException | IOException e) {
      System.err.printf(
          "%nThe quickstart failed: %s%n%nLogs of Flink: %s%nIf the machine was very busy, or short"
              + " of memory (it takes 3 GB), just try again.%nOtherwise please report this, with"
              + " the logs.%n",
          e.getMessage(), FLINK.resolve("log"));
    }
    System.exit(exitCode);
  }

  private static QuickstartMain start() {
    System.out.println(
        "Starting Cassandra and Flink (JobManager, two TaskManagers, SQL gateway) ...");
    CompletableFuture<CassandraNode> starting =
        CompletableFuture.supplyAsync(() -> CassandraNode.builder().start());
    FlinkCluster flink = FlinkCluster.ofVersion("2.3.0", FLINK).lib(JAR).start();
    return new QuickstartMain(starting.join(), flink);
  }

  private String hosts() {
    return "127.0.0.1:" + cassandra.contactPoint().getPort();
  }

  private boolean run() throws IOException {
    out.printf("  Cassandra          %s%n", hosts());
    out.printf("  Flink's web page   http://127.0.0.1:%d%n", flink.restPort());
    try (CqlSession session = cassandra.connect()) {
      Shop shop = new Shop(session);
      shop.create();
      out.printf("%nFlink's SQL client runs %s:%n%n", SQL);
      String sql = Files.readString(SQL).replace(HOSTS_IN_SQL, hosts());
      sql.lines().forEach(line -> out.println("    " + line));
      flink.sqlClient().run(sql, TIME_TO_SUBMIT);

      Show show = new Show(flink, shop, out);
      FlinkRest.Job job = show.watch();
      out.printf("%nThe job is %s. The table, and what it has to hold:%n%n", job.state());
      Comparison comparison = new Comparison(Orders.totals(), shop.totals());
      comparison.print(out);
      return judge(job, show, comparison);
    }
  }

  private boolean judge(FlinkRest.Job job, Show show, Comparison comparison) {
    if (!job.state().equals("FINISHED")) {
      out.printf("%nFAILED: the job failed.%n%s%n", flink.rest().failure(job.id()));
      return false;
    }
    if (!comparison.holds()) {
      out.printf("%nFAILED: the table is not what it has to be. Please report this.%n");
      return false;
    }
    if (!show.sawRestart()) {
      out.printf(
          "%nFAILED: the table is right, but the job was not interrupted as it should have been.%n"
              + "Try again on a less busy machine.%n");
      return false;
    }
    out.printf("%nOK: a task manager was killed, nothing is lost, nothing was counted twice.%n");
    return true;
  }

  private void explain() {
    out.printf(
        """

        Cassandra and Flink go on until Ctrl-C. Meanwhile, in another terminal:

          %s
              opens Flink's SQL client
          %s %s "SELECT * FROM shop.order_totals"
              asks Cassandra

        """,
        flink.sqlClient().writeScript(), "./quickstart.sh --cql", hosts());
  }

  private void close() {
    flink.close();
    cassandra.close();
  }
}
