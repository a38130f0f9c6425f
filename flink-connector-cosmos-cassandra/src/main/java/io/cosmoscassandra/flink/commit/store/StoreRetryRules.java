package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.flow.RetryRules;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;

/** Rules for requests to the committer tables, which hold rows that must not be lost. */
final class StoreRetryRules implements RetryRules {

  /** Promised rows are worth waiting for, even until an operator has repaired a table. */
  @Override
  public boolean isRetried(Failure.Kind failure) {
    return switch (failure) {
      case UNREACHABLE, TRANSIENT, THROTTLED, CONTENDED, SCHEMA_OR_PERMISSION -> true;
      case ROW_REJECTED, FATAL -> false;
    };
  }

  @Override
  public String advice(Failure.Kind failure) {
    return switch (failure) {
      case UNREACHABLE, TRANSIENT, CONTENDED ->
          "Nothing is lost: the job goes on from here when the database can be reached again. To"
              + " wait longer for it, raise 'sink.retry.timeout'.";
      case THROTTLED ->
          "Nothing is lost: the job goes on from here. Give the committer tables more throughput,"
              + " or the sink a lower rate limit.";
      case SCHEMA_OR_PERMISSION ->
          "Nothing is lost: the job goes on from here once the committer tables are in order. They"
              + " are in 'sink.committer.keyspace'; the user must be permitted to read and write"
              + " them, and they must support 'sink.committer.consistency-level': Azure Cosmos DB"
              + " allows LOCAL_ONE and ONE, and other levels only in accounts of consistency"
              + " Strong.";
      case ROW_REJECTED ->
          "If a chunk is too large for the database, lower 'sink.committer.chunk-size'.";
      case FATAL -> "Another attempt will not help; see the cause.";
    };
  }

  @Override
  public String timeoutOption() {
    return CassandraConnectorOptions.SINK_RETRY_TIMEOUT.key();
  }
}
