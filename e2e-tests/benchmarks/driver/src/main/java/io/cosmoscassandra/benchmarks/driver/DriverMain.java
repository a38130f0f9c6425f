package io.cosmoscassandra.benchmarks.driver;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.session.Session;
import io.cosmoscassandra.benchmarks.contender.Exchange;
import io.cosmoscassandra.benchmarks.contender.Feed;
import io.cosmoscassandra.benchmarks.contender.Participant;
import io.cosmoscassandra.benchmarks.contender.Run;
import io.cosmoscassandra.benchmarks.contender.Version;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;

/**
 * The ceiling: the driver alone, asynchronously, with nothing around it. Settings: {@code batch},
 * the rows of one partition that share a request, {@code in-flight}, the requests under way, and
 * {@code for-reading}, for rows that are the same whenever they are written. See {@link
 * TableReading} and {@link KeyLookups} for those of reading.
 */
final class DriverMain implements Participant {

  private DriverMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Exchange.serve(new DriverMain());
  }

  @Override
  public Map<String, String> versions() {
    return Map.of("driver", Version.of(Session.class));
  }

  /**
   * With a session of its own for each run, as jobs have: one that lives through all runs may be
   * served for less of the server's time a row than new ones.
   */
  @Override
  public void write(Run run) throws Exception {
    try (CqlSession session = connect(run)) {
      int batch = run.number("batch", 1);
      RowBinder binder = binder(session, run);
      Requests requests = new Requests(session, run.number("in-flight", 256));
      Feed feed = run.feed();
      for (long i = 0; i < run.rows(); i += batch) {
        requests.send(binder.request(feed, i, Math.min(run.rows(), i + batch)));
      }
      requests.awaitAll();
      run.acknowledged();
    }
  }

  @Override
  public void read(Run run) throws Exception {
    try (CqlSession session = connect(run)) {
      if (run.query().isLookup()) {
        new KeyLookups(session, run).read();
      } else {
        new TableReading(session, run).read();
      }
    }
  }

  private static CqlSession connect(Run run) {
    return CqlSession.builder()
        .addContactPoint(new InetSocketAddress(run.host(), run.port()))
        .withLocalDatacenter("datacenter1")
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                // The loop does not retry, so a pause of the server must not end it.
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(30))
                // The server's time is taken when the session has closed, which took two seconds.
                .withInt(DefaultDriverOption.NETTY_IO_SHUTDOWN_QUIET_PERIOD, 0)
                .withInt(DefaultDriverOption.NETTY_ADMIN_SHUTDOWN_QUIET_PERIOD, 0)
                .build())
        .build();
  }

  private static RowBinder binder(CqlSession session, Run run) {
    Workload workload = run.workload();
    String columns = workload.hasCollections() ? "p, c, l, m, s" : "p, c, i, d, at, t";
    PreparedStatement insert =
        session.prepare(
            "INSERT INTO %s.%s (%s) VALUES (%s) USING TIMESTAMP ?"
                .formatted(
                    run.keyspace(), run.table(), columns, columns.replaceAll("[a-z]+", "?")));
    boolean forReading = run.setting("for-reading", "").equals("true");
    return new RowBinder(workload, insert, System.currentTimeMillis() * 1_000, forReading);
  }
}
