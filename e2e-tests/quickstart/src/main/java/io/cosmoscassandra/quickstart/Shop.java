package io.cosmoscassandra.quickstart;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.ServerError;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks into Cassandra as anybody could. */
final class Shop {

  private static final String SINK = "default_catalog.default_database.order_totals";

  private static final List<String> CITIES = List.of("Berlin", "Lisbon", "Oslo", "Porto", "Turin");

  private final CqlSession session;

  Shop(CqlSession session) {
    this.session = session;
  }

  /** How far a subtask of the sink has come, as the committer noted it. */
  record Progress(int subtask, long checkpoint, long transactions, Instant at) {}

  void create() {
    session.execute(
        "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy', 'replication_factor':"
            + " 1}");
    session.execute("CREATE TABLE shop.customers (customer text PRIMARY KEY, city text)");
    for (String customer : Orders.customers()) {
      session.execute(
          "INSERT INTO shop.customers (customer, city) VALUES (?, ?)",
          customer,
          CITIES.get(Math.floorMod(customer.hashCode(), CITIES.size())));
    }
  }

  /** The rows that are visible. */
  Map<String, Totals> totals() {
    Map<String, Totals> totals = new TreeMap<>();
    for (Row row : rows("SELECT customer, orders, amount, last_order FROM shop.order_totals")) {
      totals.put(row.getString(0), new Totals(row.getLong(1), row.getLong(2), row.getLong(3)));
    }
    return totals;
  }

  /** The newest note of each subtask. */
  Collection<Progress> progress() {
    Map<Integer, Progress> newest = new TreeMap<>();
    String query =
        "SELECT register, subtask, checkpoint_id, value, written_at FROM shop.flink_sink_progress"
            + " WHERE sink_id = '%s'";
    for (Row row : rows(query.formatted(SINK))) {
      if ("committed".equals(row.getString(0))) {
        Progress progress =
            new Progress(row.getInt(1), row.getLong(2), row.getLong(3), row.getInstant(4));
        newest.merge(
            progress.subtask(),
            progress,
            (one, other) -> one.at().isAfter(other.at()) ? one : other);
      }
    }
    return newest.values();
  }

  /**
   * Until the sink has created its tables there are no rows; in the moment it does, the server may
   * not know what to answer.
   */
  private List<Row> rows(String query) {
    try {
      return session.execute(query).all();
    } catch (InvalidQueryException | ServerError missing) {
      return List.of();
    }
  }
}
