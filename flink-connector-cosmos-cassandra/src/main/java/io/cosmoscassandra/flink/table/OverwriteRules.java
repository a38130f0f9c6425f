package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.sink.SinkSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.ValidationException;

/** Rules for an INSERT OVERWRITE, which removes the rows that are older than those it writes. */
final class OverwriteRules {

  private OverwriteRules() {}

  /**
   * Checks that older rows can be told from later ones, and can be removed.
   *
   * @param bounded whether the query ends
   * @throws ValidationException with every problem
   */
  static void check(SinkSettings sink, TableSinkConfig.Planned planned, boolean bounded) {
    List<String> problems = new ArrayList<>();
    if (!bounded) {
      problems.add(
          "The older rows are removed when all rows are written, and a query in streaming mode may"
              + " not end. SET 'execution.runtime-mode' = 'batch'.");
    }
    if (planned.metadata().contains(WritableMetadata.WRITETIME)) {
      problems.add(
          "Rows with an earlier write time than the start of the statement would be removed. Leave"
              + " out the metadata column 'writetime'.");
    }
    Dialect dialect = sink.connection().dialect();
    if (!dialect.cellTimestamps()) {
      problems.add(
          "With dialect '%s' a delete may take later rows, too. Use TRUNCATE TABLE and INSERT INTO."
              .formatted(dialect.name()));
    }
    if (problems.isEmpty() && sink.creation() == null && hasCounters(sink)) {
      problems.add(
          "A counter that was deleted cannot be counted again. Use INSERT INTO, which adds the"
              + " value to a counter, or TRUNCATE TABLE.");
    }
    if (!problems.isEmpty()) {
      throw new ValidationException(refusal(sink.declaration().name(), problems));
    }
  }

  private static boolean hasCounters(SinkSettings sink) {
    MappedTable live = LiveQuestion.ask(sink.connection(), sink.declaration(), TableHandle::mapped);
    return live.isCounterTable();
  }

  private static String refusal(TableName table, List<String> problems) {
    return "INSERT OVERWRITE of table %s is not possible. %s"
        .formatted(table, String.join(" ", problems));
  }
}
