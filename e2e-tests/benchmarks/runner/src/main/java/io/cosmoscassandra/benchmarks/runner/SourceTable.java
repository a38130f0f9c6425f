package io.cosmoscassandra.benchmarks.runner;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import io.cosmoscassandra.benchmarks.contender.Workload;
import io.cosmoscassandra.embedded.Await;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The table that contenders read. It is written once for all that read the same rows, is on disk,
 * and the node has estimated its size, by which readers divide it.
 */
final class SourceTable {

  private static final String KEYSPACE = "benchmark_source";
  private static final Duration TIME_TO_ESTIMATE = Duration.ofMinutes(5);

  /** More of these rows would not fit into the writer's heap. */
  private static final String HUGE_ROWS_IN_FLIGHT = "16";

  private final Server server;
  private Optional<Content> content = Optional.empty();

  SourceTable(Server server) {
    this.server = server;
  }

  private record Content(Workload workload, long rows) {

    String table() {
      return "rows_" + workload;
    }
  }

  /** Lets the table have these rows and no others. */
  void provide(Bench bench, Workload workload, long rows) throws InterruptedException {
    Content wanted = new Content(workload, rows);
    if (content.equals(Optional.of(wanted))) {
      return;
    }
    content = Optional.empty();
    bench.say("writing %,d rows of '%s' to be read", rows, workload);
    server.createKeyspace(KEYSPACE);
    server.createTable(KEYSPACE, wanted.table(), workload);
    fill(bench, wanted);
    server.flush(KEYSPACE);
    Await.until(
        () -> estimatedBytes(wanted.table()) > 0,
        TIME_TO_ESTIMATE,
        () -> "the node did not estimate the size of %s".formatted(wanted.table()));
    server.settle();
    bench.say("the node estimates it at %,d bytes", estimatedBytes(wanted.table()));
    content = Optional.of(wanted);
  }

  private static void fill(Bench bench, Content wanted) throws InterruptedException {
    Entry entry =
        Entry.of(writer(wanted.workload()), wanted.workload(), wanted.rows())
            .with("for-reading", "true");
    if (wanted.workload() == Workload.HUGE) {
      entry = entry.with("in-flight", HUGE_ROWS_IN_FLIGHT);
    }
    Map<String, String> place = bench.place();
    place.put("keyspace", KEYSPACE);
    place.put("table", wanted.table());
    try (ContenderProcess process = bench.start(entry.contender())) {
      if (process.run(entry, place, event -> {}).filter(said -> !said.has("error")).isEmpty()) {
        throw new IllegalStateException("%s cannot be written".formatted(wanted.table()));
      }
    }
  }

  /** Rows of a series come in runs, which share a request. */
  private static Contender writer(Workload workload) {
    return workload == Workload.SERIES ? Contender.DRIVER_BATCH : Contender.DRIVER_SINGLE;
  }

  private long estimatedBytes(String table) {
    CqlSession session = server.session();
    ResultSet estimates =
        session.execute(
            "SELECT mean_partition_size, partitions_count FROM system.size_estimates"
                + " WHERE keyspace_name = ? AND table_name = ?",
            KEYSPACE,
            table);
    return StreamSupport.stream(estimates.spliterator(), false)
        .mapToLong(range -> range.getLong(0) * range.getLong(1))
        .sum();
  }

  /** The requests for single partitions that the node has answered so far. */
  long requests() {
    return content
        .map(
            found ->
                server
                    .session()
                    .execute(
                        "SELECT count FROM system_views.coordinator_read_latency"
                            + " WHERE keyspace_name = ? AND table_name = ?",
                        KEYSPACE,
                        found.table())
                    .one())
        .map(row -> row.getLong(0))
        .orElse(0L);
  }

  /** What a contender has to know to find it; nothing if there is none. */
  Map<String, String> address() {
    Map<String, String> address = new LinkedHashMap<>();
    content.ifPresent(
        found -> {
          address.put("source-keyspace", KEYSPACE);
          address.put("source-table", found.table());
        });
    return address;
  }
}
