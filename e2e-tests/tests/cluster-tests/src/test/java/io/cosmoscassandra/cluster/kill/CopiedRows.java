package io.cosmoscassandra.cluster.kill;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A table whose rows a job reads, counts and writes into another. A row that is read twice is
 * counted twice. The first half of the partitions is left alone; others write to the second.
 */
record CopiedRows(int partitions, int rowsPerPartition, int perSecond) implements BoundedJob {

  @Override
  public String script(String hosts, String keyspace) {
    return """
    SET 'parallelism.default' = '2';
    SET 'execution.checkpointing.interval' = '700 ms';
    SET 'execution.checkpointing.externalized-checkpoint-retention' = 'RETAIN_ON_CANCELLATION';

    CREATE TABLE original (
      id BIGINT,
      line INT,
      change BIGINT,
      read_at AS CURRENT_TIMESTAMP
    ) WITH (
      'connector' = 'cassandra',
      'hosts' = '%s',
      'keyspace' = '%s',
      'table' = 'original',
      'scan.page-size' = '2 kb',
      'scan.rate-limit.rows-per-second' = '%d'
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
    SELECT id, MAX(change) AS change, COUNT(*) AS changes, SUM(change) AS total, MAX(read_at) AS made_at
    FROM original
    GROUP BY id;
    """
        .formatted(hosts, keyspace, perSecond, hosts, keyspace);
  }

  /** Creates and fills the table. */
  void fill(CqlSession session, String keyspace) {
    session.execute(
        "CREATE TABLE %s.original (id bigint, line int, change bigint, PRIMARY KEY (id, line))"
            .formatted(keyspace));
    PreparedStatement insert = insert(session, keyspace);
    for (long id = 0; id < partitions; id++) {
      BatchStatementBuilder partition = BatchStatement.builder(BatchType.UNLOGGED);
      for (int line = 0; line < rowsPerPartition; line++) {
        partition.addStatement(insert.bind(id, line, change(id, line)));
      }
      session.execute(partition.build());
    }
  }

  /** Inserts and deletes rows of the second half of the partitions. */
  void disturb(CqlSession session, String keyspace, long seed, BooleanSupplier ended) {
    SplittableRandom random = new SplittableRandom(seed);
    PreparedStatement insert = insert(session, keyspace);
    PreparedStatement delete =
        session.prepare("DELETE FROM %s.original WHERE id = ? AND line = ?".formatted(keyspace));
    while (!ended.getAsBoolean()) {
      long id = random.nextLong(partitions / 2, partitions);
      int line = random.nextInt(2 * rowsPerPartition);
      try {
        session.execute(
            random.nextBoolean() ? insert.bind(id, line, change(id, line)) : delete.bind(id, line));
      } catch (DriverException down) {
        Thread.onSpinWait(); // The round keeps the node down for a while.
      }
    }
  }

  private static PreparedStatement insert(CqlSession session, String keyspace) {
    return session.prepare(
        "INSERT INTO %s.original (id, line, change) VALUES (?, ?, ?)".formatted(keyspace));
  }

  private long change(long id, int line) {
    return id * rowsPerPartition + line;
  }

  /** Whether nobody writes to a partition. */
  boolean isLeftAlone(long id) {
    return id < partitions / 2;
  }

  /** What has to be found of the partitions that nobody writes to. */
  Map<Long, NumberedChanges.Row> expected() {
    return LongStream.range(0, partitions / 2)
        .boxed()
        .collect(
            Collectors.toMap(
                Function.identity(),
                id ->
                    new NumberedChanges.Row(
                        change(id, rowsPerPartition - 1),
                        rowsPerPartition,
                        LongStream.range(0, rowsPerPartition)
                            .map(line -> change(id, (int) line))
                            .sum())));
  }
}
