package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.schema.CqlName;
import io.cosmoscassandra.flink.schema.MappedTable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * CQL statements that write to a table. Their markers come in the order of the table's columns,
 * then the timestamp, then the time to live; a delete has the timestamp first, as CQL demands.
 */
final class WriteStatements {

  private final String table;
  private final List<String> columns;
  private final List<String> keys;
  private final List<String> values;

  WriteStatements(MappedTable table) {
    this.table = table.name().asCql();
    this.columns =
        table.columns().stream().map(column -> new CqlName(column.name()).asCql()).toList();
    this.keys = columns.subList(0, table.keyLength());
    this.values = columns.subList(table.keyLength(), columns.size());
  }

  /** An upsert is an INSERT, never an UPDATE, so that a row without values exists, too. */
  String upsert(boolean withTtl) {
    String markers = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) VALUES (%s) USING TIMESTAMP ?%s"
        .formatted(table, String.join(", ", columns), markers, withTtl ? " AND TTL ?" : "");
  }

  String increment() {
    String increments =
        values.stream()
            .map(column -> column + " = " + column + " + ?")
            .collect(Collectors.joining(", "));
    return "UPDATE %s SET %s WHERE %s".formatted(table, increments, keyCondition());
  }

  String deleteRow() {
    return "DELETE FROM %s USING TIMESTAMP ? WHERE %s".formatted(table, keyCondition());
  }

  /** A partial insert's row is deleted column by column: other columns have other writers. */
  String deleteColumns() {
    return "DELETE %s FROM %s USING TIMESTAMP ? WHERE %s"
        .formatted(String.join(", ", values), table, keyCondition());
  }

  private String keyCondition() {
    return keys.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
  }
}
