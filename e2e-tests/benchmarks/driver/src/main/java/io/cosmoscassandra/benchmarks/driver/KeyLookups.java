package io.cosmoscassandra.benchmarks.driver;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.benchmarks.contender.LookupKeys;
import io.cosmoscassandra.benchmarks.contender.Run;
import java.util.Arrays;

/**
 * Looks rows up with the driver alone: a request for each key, as many in flight as the setting
 * {@code in-flight} says, decoded where they arrive.
 */
final class KeyLookups {

  private static final double NANOS_PER_MILLI = 1e6;

  private final CqlSession session;
  private final Run run;
  private final LookupKeys keys;
  private final long[] latencies;

  KeyLookups(CqlSession session, Run run) {
    this.session = session;
    this.run = run;
    this.keys = run.lookupKeys();
    this.latencies = new long[Math.toIntExact(run.rows())];
  }

  void read() throws InterruptedException {
    PreparedStatement select =
        session.prepare(
            "SELECT %s FROM %s.%s WHERE p = ?%s"
                .formatted(
                    String.join(", ", run.query().columns()),
                    run.sourceKeyspace(),
                    run.sourceTable(),
                    keys.ofPartitions() ? "" : " AND c = ?"));
    Requests requests = new Requests(session, run.number("in-flight", 256));
    run.begin();
    for (int lookup = 0; lookup < latencies.length; lookup++) {
      int number = lookup;
      BoundStatement request = bind(select, keys.row(lookup));
      long start = System.nanoTime();
      requests.send(
          request,
          rows -> {
            take(rows);
            latencies[number] = System.nanoTime() - start;
          });
    }
    requests.awaitAll();
    run.acknowledged();
    Arrays.sort(latencies);
    run.note("lookupMedianMillis", latencies[latencies.length / 2] / NANOS_PER_MILLI);
    run.note("lookupP99Millis", latencies[(int) (latencies.length * 0.99)] / NANOS_PER_MILLI);
  }

  private BoundStatement bind(PreparedStatement select, long row) {
    long partition = run.workload().partition(row);
    return keys.ofPartitions()
        ? select.bind(partition)
        : select.bind(partition, run.workload().clustering(row));
  }

  private void take(AsyncResultSet page) {
    long number = 0;
    long sum = 0;
    for (Row row : page.currentPage()) {
      number++;
      sum += ReadRow.hash(row);
    }
    run.tally().add(number, sum);
  }
}
