package io.cosmoscassandra.benchmarks.driver;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.cosmoscassandra.benchmarks.contender.Feed;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.time.Instant;

/** Makes rows into requests; a later row has a later write timestamp. */
final class RowBinder {

  private final Workload workload;
  private final PreparedStatement insert;
  private final long firstTimestamp;
  private final boolean forReading;

  RowBinder(Workload workload, PreparedStatement insert, long firstTimestamp, boolean forReading) {
    this.workload = workload;
    this.insert = insert;
    this.firstTimestamp = firstTimestamp;
    this.forReading = forReading;
  }

  Statement<?> request(Feed feed, long from, long to) {
    if (to - from == 1) {
      return row(feed, from);
    }
    BatchStatementBuilder batch = BatchStatement.builder(BatchType.UNLOGGED);
    for (long i = from; i < to; i++) {
      batch.addStatement(row(feed, i));
    }
    return batch.build();
  }

  private BoundStatement row(Feed feed, long index) {
    feed.next(index);
    long partition = workload.partition(index);
    long clustering = workload.clustering(index);
    long timestamp = firstTimestamp + index;
    if (workload.hasCollections()) {
      return insert.bind(
          partition,
          clustering,
          workload.list(index),
          workload.map(index),
          workload.set(index),
          timestamp);
    }
    return insert.bind(
        partition,
        clustering,
        workload.number(index),
        workload.fraction(index),
        Instant.ofEpochMilli(forReading ? workload.millis(index) : System.currentTimeMillis()),
        workload.text(index),
        timestamp);
  }
}
