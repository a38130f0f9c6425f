package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.options.CollectionWriteMode;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * CQL statements that write to a table. Their markers come in the order of the table's columns,
 * then the timestamp, then the time to live; a delete has the timestamp first, as CQL demands.
 */
final class WriteStatements {

  private final String table;
  private final List<String> columns;
  private final List<String> keys;
  private final List<String> values;
  private final List<CollectionWriteMode> writeModes;

  WriteStatements(MappedTable table) {
    this.table = table.name().asCql();
    this.columns =
        table.columns().stream().map(column -> new CqlName(column.name()).asCql()).toList();
    this.keys = columns.subList(0, table.keyLength());
    this.values = columns.subList(table.keyLength(), columns.size());
    this.writeModes =
        table.columns().stream().skip(table.keyLength()).map(MappedColumn::writeMode).toList();
  }

  /** An upsert is an INSERT, never an UPDATE, so that a row without values exists, too. */
  String upsert(boolean withTtl) {
    String markers = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) VALUES (%s) USING TIMESTAMP ?%s"
        .formatted(table, String.join(", ", columns), markers, withTtl ? " AND TTL ?" : "");
  }

  /**
   * An upsert that changes collections element by element, which only an UPDATE can. Its markers
   * come as those of a delete do: the times first, the key last.
   */
  String merge(boolean withTtl) {
    return "UPDATE %s USING TIMESTAMP ?%s SET %s WHERE %s"
        .formatted(
            table,
            withTtl ? " AND TTL ?" : "",
            IntStream.range(0, values.size())
                .mapToObj(i -> assignment(values.get(i), writeModes.get(i)))
                .collect(Collectors.joining(", ")),
            keyCondition());
  }

  private static String assignment(String column, CollectionWriteMode mode) {
    return switch (mode) {
      case OVERWRITE -> column + " = ?";
      case ADD, APPEND -> "%s = %s + ?".formatted(column, column);
      case REMOVE -> "%s = %s - ?".formatted(column, column);
      case PREPEND -> "%s = ? + %s".formatted(column, column);
    };
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
