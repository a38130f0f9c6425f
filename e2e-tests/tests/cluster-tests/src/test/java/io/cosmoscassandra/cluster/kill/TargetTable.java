package io.cosmoscassandra.cluster.kill;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The table that the job writes, read directly from Cassandra. */
record TargetTable(CqlSession session, String keyspace) {

  /** A row that is visible, and when its last change was made. */
  record Visible(NumberedChanges.Row row, Instant madeAt) {}

  /** All that is visible. */
  Map<Long, Visible> read() {
    Map<Long, Visible> rows = new HashMap<>();
    for (Row row :
        session.execute(
            "SELECT id, change, changes, total, made_at FROM %s.latest".formatted(keyspace))) {
      rows.put(
          row.getLong(0),
          new Visible(
              new NumberedChanges.Row(row.getLong(1), row.getLong(2), row.getLong(3)),
              row.getInstant(4)));
    }
    return rows;
  }

  /** How many chunks wait for their commit. */
  long stagedChunks() {
    return session
        .execute("SELECT count(*) FROM %s.flink_sink_chunks".formatted(keyspace))
        .one()
        .getLong(0);
  }
}
