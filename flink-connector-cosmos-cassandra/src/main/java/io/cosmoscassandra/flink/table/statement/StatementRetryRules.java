package io.cosmoscassandra.flink.table.statement;

import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.flow.RetryRules;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;

/** Rules for statements whose repetition changes nothing. */
final class StatementRetryRules implements RetryRules {

  @Override
  public boolean isRetried(Failure.Kind failure) {
    return switch (failure) {
      case UNREACHABLE, TRANSIENT, THROTTLED, CONTENDED -> true;
      case ROW_REJECTED, SCHEMA_OR_PERMISSION, FATAL -> false;
    };
  }

  @Override
  public String advice(Failure.Kind failure) {
    return switch (failure) {
      case UNREACHABLE, TRANSIENT, THROTTLED, CONTENDED, FATAL ->
          "A part of the rows may be gone. The statement can be repeated, unless it reads the table"
              + " that it overwrites.";
      case ROW_REJECTED, SCHEMA_OR_PERMISSION ->
          "The user needs the permission MODIFY on the table, and for INSERT OVERWRITE also SELECT."
              + " The statement can be repeated, unless it reads the table that it overwrites.";
    };
  }

  @Override
  public String timeoutOption() {
    return CassandraConnectorOptions.SINK_RETRY_TIMEOUT.key();
  }
}
