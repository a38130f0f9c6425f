package io.cosmoscassandra.cluster.kill;

import java.util.HashMap;
import java.util.Map;

/**
 * Changes with numbers, in the words of SQL, and computed once more here.
 *
 * <p>Change <i>i</i> belongs to some row. A row holds the number of its last change, how many there
 * were, the sum of their numbers and when the last was made; a last change whose number can be
 * divided by seven deletes it. So whatever is lost, doubled, out of order or early leaves a mark.
 */
record NumberedChanges(int rows, long count, int perSecond) implements BoundedJob {

  private static final int DELETES_ONE_IN = 7;
  private static final long FACTOR = 7919;
  private static final long MODULUS = 1_000_003;

  /** What a row says. */
  record Row(long change, long changes, long sum) {}

  @Override
  public String script(String hosts, String keyspace) {
    return """
    SET 'parallelism.default' = '2';
    SET 'execution.checkpointing.interval' = '700 ms';
    SET 'execution.checkpointing.externalized-checkpoint-retention' = 'RETAIN_ON_CANCELLATION';

    CREATE TABLE changes (
      change BIGINT,
      id AS MOD(MOD(change * %d, %d), %d),
      made_at AS CURRENT_TIMESTAMP
    ) WITH (
      'connector' = 'datagen',
      'rows-per-second' = '%d',
      'fields.change.kind' = 'sequence',
      'fields.change.start' = '1',
      'fields.change.end' = '%d'
    );

    CREATE TABLE latest (
      id BIGINT,
      change BIGINT,
      changes BIGINT,
      total BIGINT,
      made_at TIMESTAMP_LTZ(3),
      PRIMARY KEY (id) NOT ENFORCED
    ) WITH (
      'connector' = 'cassandra',
      'hosts' = '%s',
      'keyspace' = '%s',
      'table' = 'latest'
    );

    INSERT INTO latest
    SELECT id, change, changes, total, made_at
    FROM (
      SELECT id, MAX(change) AS change, COUNT(*) AS changes, SUM(change) AS total, MAX(made_at) AS made_at
      FROM changes
      GROUP BY id
    )
    WHERE MOD(change, %d) <> 0;
    """
        .formatted(FACTOR, MODULUS, rows, perSecond, count, hosts, keyspace, DELETES_ONE_IN);
  }

  /** The statement that creates the table. */
  static String table(String keyspace) {
    return ("CREATE TABLE %s.latest (id bigint PRIMARY KEY, change bigint, changes bigint,"
            + " total bigint, made_at timestamp)")
        .formatted(keyspace);
  }

  /** What the table has to hold in the end. */
  Map<Long, Row> expected() {
    Map<Long, Row> expected = new HashMap<>();
    for (long change = 1; change <= count; change++) {
      long id = change * FACTOR % MODULUS % rows;
      expected.merge(
          id,
          new Row(change, 1, change),
          (row, next) -> new Row(next.change(), row.changes() + 1, row.sum() + next.sum()));
    }
    expected.values().removeIf(row -> row.change() % DELETES_ONE_IN == 0);
    return expected;
  }
}
