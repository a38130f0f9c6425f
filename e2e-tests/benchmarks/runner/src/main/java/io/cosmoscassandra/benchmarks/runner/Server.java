package io.cosmoscassandra.benchmarks.runner;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.benchmarks.contender.Workload;
import io.cosmoscassandra.embedded.CassandraNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The node that everybody writes to and reads from, with the memory that a server of its size has.
 */
final class Server implements AutoCloseable {

  static final String KEYSPACE = "benchmark";
  static final String TABLE = "rows";
  private static final String HEAP = "8g";

  /**
   * Those that Cassandra comes with, and much room for young objects: with little of it, collecting
   * them is a sixth of the time, in some runs more than in others.
   */
  private static final List<String> JVM =
      List.of(
          "-XX:TieredStopAtLevel=4",
          "-XX:-UseSerialGC",
          "-XX:+UseG1GC",
          "-XX:+ParallelRefProcEnabled",
          "-Xms" + HEAP,
          "-XX:+AlwaysPreTouch",
          "-XX:MaxTenuringThreshold=1",
          "-XX:G1HeapRegionSize=16m",
          "-XX:G1RSetUpdatingPauseTimePercent=5",
          "-XX:MaxGCPauseMillis=300",
          "-XX:InitiatingHeapOccupancyPercent=70",
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:G1NewSizePercent=40");

  private static final Duration LONGEST_SETTLING = Duration.ofSeconds(20);
  private static final Duration WINDOW = Duration.ofMillis(500);
  private static final double QUIET_SHARE_OF_A_CORE = 0.15;

  private final CassandraNode node;
  private final CqlSession session;
  private final SourceTable sourceTable = new SourceTable(this);

  private Server(CassandraNode node) {
    this.node = node;
    this.session = node.connect();
  }

  private static Map<String, String> yaml() {
    Map<String, String> settings = new LinkedHashMap<>();
    // No run fills these, so none is held up by a flush while its neighbours are not.
    settings.put("memtable_heap_space", "4096MiB");
    settings.put("memtable_offheap_space", "4096MiB");
    settings.put("memtable_flush_writers", "1");
    settings.put("commitlog_total_space", "8192MiB");
    settings.put("concurrent_compactors", "1");
    // For counting the rows of a large table on a busy machine.
    settings.put("range_request_timeout", "120000ms");
    return settings;
  }

  static Server start() {
    CassandraNode.Builder node = CassandraNode.builder().heap(HEAP).jvm(JVM);
    yaml().forEach(node::yaml);
    return new Server(node.start());
  }

  CqlSession session() {
    return session;
  }

  /** The table that is read. */
  SourceTable sourceTable() {
    return sourceTable;
  }

  /** What a contender has to know to find the table. */
  Map<String, String> address() {
    Map<String, String> address = new LinkedHashMap<>();
    address.put("host", node.contactPoint().getHostString());
    address.put("port", Integer.toString(node.contactPoint().getPort()));
    address.put("keyspace", KEYSPACE);
    address.put("table", TABLE);
    return address;
  }

  /** What it is, for who reads the results. */
  Map<String, String> description() {
    Map<String, String> description = new LinkedHashMap<>();
    description.put("cassandra", version());
    description.put("heap", HEAP);
    description.put("jvm", String.join(" ", JVM));
    description.putAll(yaml());
    return description;
  }

  private String version() {
    return session
        .execute("SELECT release_version FROM system.local")
        .one()
        .getString("release_version");
  }

  /** An empty table, in a keyspace without anything else, on a server that has nothing to do. */
  void prepare(Workload workload) throws InterruptedException {
    createKeyspace(KEYSPACE);
    createTable(TABLE, workload);
    settle();
  }

  /** A server that has nothing to do, not even garbage to collect. */
  void rest() throws InterruptedException {
    collectGarbage();
    settle();
  }

  /** An empty keyspace. */
  void createKeyspace(String name) throws InterruptedException {
    session.execute("DROP KEYSPACE IF EXISTS " + name);
    collectGarbage();
    session.execute(
        "CREATE KEYSPACE %s WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"
            .formatted(name));
  }

  /** Has a keyspace written to disk and its tables' sizes estimated, a while later. */
  void flush(String keyspace) {
    node.flush(keyspace);
  }

  /** Another table for such rows. */
  void createTable(String name, Workload workload) {
    createTable(KEYSPACE, name, workload);
  }

  /** A table for such rows in any keyspace. */
  void createTable(String keyspace, String name, Workload workload) {
    String values =
        workload.hasCollections()
            ? "l frozen<list<int>>, m frozen<map<text, int>>, s frozen<set<text>>"
            : "i int, d double, at timestamp, t text";
    session.execute(
        "CREATE TABLE %s.%s (p bigint, c bigint, %s, PRIMARY KEY (p, c))"
            .formatted(keyspace, name, values));
  }

  /** The processor time that the server has used so far. */
  Duration cpu() {
    return ProcessHandle.of(node.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  /**
   * Otherwise the rows of the runs before would be collected in one of the next, with a second of
   * processor time that the contender is not to blame for.
   */
  private void collectGarbage() throws InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process collection =
          new ProcessBuilder(jcmd.toString(), Long.toString(node.pid()), "GC.run")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (collection.waitFor() != 0) {
        throw new IllegalStateException("The server does not collect its garbage");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The server's garbage cannot be collected", e);
    }
  }

  /** Waits until it has nothing to do, or for a while. */
  void settle() throws InterruptedException {
    long deadline = System.nanoTime() + LONGEST_SETTLING.toNanos();
    Duration before = cpu();
    while (System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(WINDOW.toMillis());
      Duration now = cpu();
      if (now.minus(before).toNanos() < QUIET_SHARE_OF_A_CORE * WINDOW.toNanos()) {
        return;
      }
      before = now;
    }
  }

  /** Keeps the log, for who wonders about a run. */
  void copyLog(Path target) throws IOException {
    Files.copy(node.log(), target, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    session.close();
    node.close();
  }
}
