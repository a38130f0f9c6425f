package io.cosmoscassandra.flink.table.statement;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;

/**
 * Removes what an INSERT OVERWRITE has replaced. A delete of a partition with the write time of the
 * statement's start takes what is as old or older, and leaves what is later: the rows that the
 * statement has written, and those that others have written since.
 */
final class OlderRows {

  /** So many partitions are found by one request, and deleted at a time. */
  private static final int PARTITIONS_AT_A_TIME = 256;

  private final TableRequests requests;
  private final BoundStatement find;
  private final BoundStatement delete;
  private final int keyLength;

  private OlderRows(
      TableRequests requests, BoundStatement find, BoundStatement delete, int keyLength) {
    this.requests = requests;
    this.find = find;
    this.delete = delete;
    this.keyLength = keyLength;
  }

  /**
   * Removes rows that are not later than a time.
   *
   * @param micros the time in microseconds
   * @return the number of partitions of the table
   */
  static long remove(TableRequests requests, long micros) throws InterruptedException {
    List<String> key = requests.partitionKey().toList();
    BoundStatement find =
        requests
            .prepareRead(
                "SELECT DISTINCT %s FROM %s"
                    .formatted(String.join(", ", key), requests.table().name().asCql()))
            .setPageSize(PARTITIONS_AT_A_TIME);
    BoundStatement delete = requests.prepareDelete(micros, "");
    return new OlderRows(requests, find, delete, key.size()).remove();
  }

  private long remove() throws InterruptedException {
    long partitions = 0;
    CompletableFuture<AsyncResultSet> next = find(null);
    while (next != null) {
      AsyncResultSet page = InterruptibleFutures.on(next);
      next = page.hasMorePages() ? find(page.getExecutionInfo().getPagingState()) : null;
      List<CompletableFuture<AsyncResultSet>> inFlight = new ArrayList<>();
      for (Row row : page.currentPage()) {
        inFlight.add(delete(row));
      }
      partitions += inFlight.size();
      TableRequests.awaitAll(inFlight);
    }
    return partitions;
  }

  private CompletableFuture<AsyncResultSet> find(@Nullable ByteBuffer from) {
    return requests.send(find.setPagingState(from));
  }

  private CompletableFuture<AsyncResultSet> delete(Row key) {
    BoundStatement bound = delete;
    for (int i = 0; i < keyLength; i++) {
      bound = bound.setBytesUnsafe(i + 1, key.getBytesUnsafe(i));
    }
    return requests.send(bound);
  }
}
