package io.cosmoscassandra.flink.table.statement;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import io.cosmoscassandra.flink.client.ConsistencyChoice;
import io.cosmoscassandra.flink.client.StatementPreparer;
import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.flow.RequestRetrier;
import io.cosmoscassandra.flink.flow.RetriedRequest;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import io.cosmoscassandra.flink.time.BlockingClock;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Requests of one statement to an open table. Each of them can be repeated. */
final class TableRequests implements AutoCloseable {

  private final String statement;
  private final TableHandle table;
  private final ConsistencyChoice level;
  private final RetrySettings retry;
  private final RequestRetrier retrier;

  /**
   * @param statement the statement of the user, as messages name it
   * @param table the table, which is closed with the requests
   * @param level the consistency level at which the user writes
   */
  TableRequests(String statement, TableHandle table, ConsistencyChoice level, RetrySettings retry) {
    this.statement = statement;
    this.table = table;
    this.level = level;
    this.retry = retry;
    this.retrier =
        new RequestRetrier(retry.backoff(), new StatementRetryRules(), () -> {}, table.timing());
  }

  MappedTable table() {
    return table.mapped();
  }

  /** The time now in microseconds, as the server counts it. */
  long micros() {
    return table.timing().clock().micros();
  }

  /**
   * A DELETE in one partition, whose key is still to be bound from position 1 on.
   *
   * @param micros the write time
   * @param range further conditions; empty for the whole partition
   */
  BoundStatement prepareDelete(long micros, String range) throws InterruptedException {
    String cql =
        partitionKey()
            .map(column -> column + " = ?")
            .collect(
                Collectors.joining(
                    " AND ",
                    "DELETE FROM %s USING TIMESTAMP ? WHERE ".formatted(table().name().asCql()),
                    range));
    return prepare(cql, table.consistency().forWriting(level)).setLong(0, micros);
  }

  /** The columns of the partition key in CQL. */
  Stream<String> partitionKey() {
    return table().columns().stream()
        .limit(table().partitionKeyLength())
        .map(column -> new CqlName(column.name()).asCql());
  }

  /** A statement that finds rows as far as the user's writes are acknowledged. */
  BoundStatement prepareRead(String cql) throws InterruptedException {
    ConsistencyChoice readable =
        level.level() == DefaultConsistencyLevel.ANY
            ? new ConsistencyChoice(DefaultConsistencyLevel.ONE, level.option())
            : level;
    return prepare(cql, table.consistency().forReading(readable));
  }

  private BoundStatement prepare(String cql, ConsistencyLevel consistency)
      throws InterruptedException {
    return new StatementPreparer(table.session(), BlockingClock.OF_THREAD)
        .prepare(SimpleStatement.builder(cql).setIdempotence(true).build())
        .bind()
        .setConsistencyLevel(consistency);
  }

  CompletableFuture<AsyncResultSet> send(Statement<?> request) {
    return retrier.send(
        new RetriedRequest<>(
            statement + " of table " + table.mapped().name(),
            retry.timeout(),
            () -> table.session().executeAsync(request)));
  }

  static void awaitAll(Collection<CompletableFuture<AsyncResultSet>> inFlight)
      throws InterruptedException {
    InterruptibleFutures.on(CompletableFuture.allOf(inFlight.toArray(CompletableFuture[]::new)));
    inFlight.clear();
  }

  @Override
  public void close() {
    try (table) {
      retrier.close();
    }
  }
}
