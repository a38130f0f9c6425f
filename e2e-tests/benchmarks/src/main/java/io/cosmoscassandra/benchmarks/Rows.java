package io.cosmoscassandra.benchmarks;

import com.datastax.oss.driver.api.core.CqlSession;

/** The table that all contenders write, with rows of about a hundred bytes. */
final class Rows {

  static final String KEYSPACE = "benchmark";
  static final String TABLE = "rows";

  private static final String TEXT = "fifty characters of text that nobody is going to r";

  private Rows() {}

  /** Makes the table empty, so that each contender finds the same. */
  static void recreate(CqlSession session) {
    session.execute(
        "CREATE KEYSPACE IF NOT EXISTS %s WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 1}"
            .formatted(KEYSPACE));
    session.execute("DROP TABLE IF EXISTS %s.%s".formatted(KEYSPACE, TABLE));
    session.execute(
        "CREATE TABLE %s.%s (p bigint, c bigint, i int, d double, at timestamp, t text, PRIMARY KEY (p, c))"
            .formatted(KEYSPACE, TABLE));
  }

  static String text(long index) {
    return TEXT + (index % 10);
  }
}
