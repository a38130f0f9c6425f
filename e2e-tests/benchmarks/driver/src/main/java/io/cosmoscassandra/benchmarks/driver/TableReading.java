package io.cosmoscassandra.benchmarks.driver;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.RowHash;
import io.cosmoscassandra.benchmarks.contender.Run;
import io.cosmoscassandra.benchmarks.contender.Tally;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Answers a query with the driver alone. Settings: {@code ranges}, the parts of the ring; {@code
 * ranges-in-flight}; {@code page-rows}; {@code allow-filtering}, whether the server filters; for a
 * copy {@code in-flight}, the writes in flight.
 */
final class TableReading {

  private final CqlSession session;
  private final Run run;
  private final Query query;

  TableReading(CqlSession session, Run run) {
    this.session = session;
    this.run = run;
    this.query = run.query();
  }

  void read() throws InterruptedException, ExecutionException {
    if (query == Query.COPY) {
      copy();
      return;
    }
    try (Tally.Part part = run.tally().part()) {
      scan(taker(part));
    }
  }

  /** Each row is written as soon as it is decoded, which waits while many writes are in flight. */
  private void copy() throws InterruptedException, ExecutionException {
    PreparedStatement insert =
        session.prepare(
            "INSERT INTO %s.%s (p, c, i, d, at, t) VALUES (?, ?, ?, ?, ?, ?)"
                .formatted(run.keyspace(), run.table()));
    Requests requests = new Requests(session, run.number("in-flight", 256));
    scan(
        row -> {
          try {
            requests.send(
                insert.bind(
                    row.getLong(0),
                    row.getLong(1),
                    row.getInt(2),
                    row.getDouble(3),
                    row.getInstant(4),
                    row.getString(5)));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while writing", e);
          }
        });
    requests.awaitAll();
  }

  private void scan(Consumer<Row> onRow) throws InterruptedException, ExecutionException {
    PreparedStatement select = session.prepare(cql());
    int pageRows = run.number("page-rows", 5_000);
    try (RangeScan scan = new RangeScan(session, onRow)) {
      run.begin();
      scan.read(
          TokenRange.ring(run.number("ranges", 64)),
          run.number("ranges-in-flight", 16),
          range -> bind(select, range).setPageSize(pageRows));
    }
    run.acknowledged();
  }

  private String cql() {
    return "SELECT %s FROM %s.%s WHERE token(p) > ? AND token(p) <= ?%s"
        .formatted(
            query == Query.COUNT ? "count(*)" : String.join(", ", query.columns()),
            run.sourceKeyspace(),
            run.sourceTable(),
            serverFilters() ? " AND i < ? ALLOW FILTERING" : "");
  }

  private Statement<?> bind(PreparedStatement select, TokenRange range) {
    return serverFilters()
        ? select.bind(range.after(), range.last(), Query.numberLimit(run.rows()))
        : select.bind(range.after(), range.last());
  }

  private boolean serverFilters() {
    return run.setting("allow-filtering", "").equals("true");
  }

  private Consumer<Row> taker(Tally.Part part) {
    int limit = Query.numberLimit(run.rows());
    return switch (query) {
      case ROWS -> row -> part.row(ReadRow.hash(row));
      case PROJECTION -> row -> part.row(RowHash.of(row.getInt(0), row.getDouble(1)));
      case FILTERED ->
          row -> {
            if (row.getInt(2) < limit) {
              part.row(ReadRow.hash(row));
            }
          };
      case COUNT -> row -> part.counted(row.getLong(0));
      case COPY, PACED, LOOKUP, LOOKUP_PARTITION, LOOKUP_SKEWED ->
          throw new IllegalArgumentException("The driver does not read " + query);
    };
  }
}
