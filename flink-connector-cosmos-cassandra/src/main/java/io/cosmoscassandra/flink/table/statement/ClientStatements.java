package io.cosmoscassandra.flink.table.statement;

import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.flow.RequestFailedException;
import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.CqlValue;
import io.cosmoscassandra.flink.schema.DeclarationException;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.api.TableException;

/**
 * Sends the statements of one table whose rows are not read: deletes of partitions and of ranges in
 * them, and {@code TRUNCATE}. All of them can be repeated.
 *
 * @param connection how to connect
 * @param declaration the table
 * @param retry how requests are retried
 */
@Internal
public record ClientStatements(
    ConnectionSettings connection, TableDeclaration declaration, RetrySettings retry) {

  private static final int MAX_IN_FLIGHT_REQUESTS = 32;

  /** The server takes a snapshot before it truncates a table, and waits for all of its nodes. */
  private static final Duration TRUNCATION_TIMEOUT = Duration.ofMinutes(2);

  /** Work with an open table. */
  @FunctionalInterface
  private interface Work {
    void on(TableRequests requests) throws InterruptedException;
  }

  /**
   * Deletes rows by their keys: one request for each partition.
   *
   * @param rows the partitions, and conditions on their clustering columns
   */
  public void delete(CqlPredicate rows) {
    if (rows.isNever()) {
      return;
    }
    execute(
        "The DELETE",
        requests -> {
          BoundStatement delete = requests.prepareDelete(requests.micros(), range(rows));
          List<CompletableFuture<AsyncResultSet>> inFlight = new ArrayList<>();
          for (CqlPredicate.PartitionKey partition : rows.partitions()) {
            inFlight.add(requests.send(bound(delete, partition, rows)));
            if (inFlight.size() == MAX_IN_FLIGHT_REQUESTS) {
              TableRequests.awaitAll(inFlight);
            }
          }
          TableRequests.awaitAll(inFlight);
        });
  }

  private static String range(CqlPredicate rows) {
    return rows.conditions().stream()
        .map(condition -> " AND " + condition.cql(new CqlName(condition.column()).asCql()))
        .collect(Collectors.joining());
  }

  private static BoundStatement bound(
      BoundStatement delete, CqlPredicate.PartitionKey partition, CqlPredicate rows) {
    List<CqlValue> values = new ArrayList<>(partition.values());
    values.addAll(rows.values());
    BoundStatement bound = delete;
    for (int i = 0; i < values.size(); i++) {
      bound = bound.setBytesUnsafe(i + 1, ByteBuffer.wrap(values.get(i).toByteArray()));
    }
    return bound;
  }

  /** Deletes all rows. */
  public void truncate() {
    execute(
        "TRUNCATE TABLE",
        requests ->
            InterruptibleFutures.on(
                requests.send(
                    SimpleStatement.builder("TRUNCATE " + declaration.name().asCql())
                        .setTimeout(TRUNCATION_TIMEOUT)
                        .setIdempotence(true)
                        .build())));
  }

  private void execute(String statement, Work work) {
    try (TableRequests requests =
        new TableRequests(
            statement,
            TableHandle.openForReading(connection, declaration),
            connection.writeConsistency(),
            retry)) {
      work.on(requests);
    } catch (ConnectionException | DeclarationException e) {
      throw new TableException(e.getMessage(), e);
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof RequestFailedException failed) {
        throw new TableException(failed.getMessage(), failed);
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TableException("Interrupted while a statement was executed", e);
    }
  }
}
