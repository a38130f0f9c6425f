package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.text.Wording;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;

/**
 * Rules for an UPDATE or DELETE of rows that a scan finds: it must find their whole keys and write
 * them as they are.
 *
 * @param connection how to ask for the live table
 * @param declaration the table
 */
record RowChangeRules(ConnectionSettings connection, TableDeclaration declaration) {

  /**
   * A DELETE of the rows with the keys that a scan finds.
   *
   * @throws ValidationException if the table does not allow it
   */
  RowChange delete() {
    requireExactKey(requireNoCounters());
    return new RowChange(RowChange.Kind.DELETE, declaration.primaryKey());
  }

  /**
   * The live table, which has no counters: a counter that was deleted cannot be counted again.
   *
   * @throws ValidationException if it has
   */
  MappedTable requireNoCounters() {
    MappedTable live = LiveQuestion.ask(connection, declaration, TableHandle::mapped);
    if (live.isCounterTable()) {
      throw new ValidationException(
          "Table %s: an UPDATE or DELETE cannot change counters, which can only be incremented. Use INSERT INTO, which adds the value to a counter, or TRUNCATE TABLE."
              .formatted(declaration.name()));
    }
    return live;
  }

  /**
   * An UPDATE of some columns.
   *
   * @throws ValidationException if the table does not allow it
   */
  RowChange update(List<Column> updated) {
    List<String> names = updated.stream().map(Column::getName).toList();
    requireExactKey(requireNoCounters());
    List<String> key = names.stream().filter(declaration.primaryKey()::contains).toList();
    if (!key.isEmpty()) {
      throw new ValidationException(
          "Table %s: an UPDATE cannot set the %s, since a row with another key is another row. Insert that row, and delete this one."
              .formatted(declaration.name(), Wording.counted("key column", key)));
    }
    List<String> metadata =
        updated.stream().filter(column -> !column.isPhysical()).map(Column::getName).toList();
    if (!metadata.isEmpty()) {
      throw new ValidationException(
          "Table %s: an UPDATE cannot set the %s, which only an INSERT can write."
              .formatted(declaration.name(), Wording.counted("metadata column", metadata)));
    }
    return new RowChange(
        RowChange.Kind.UPDATE,
        declaration.columnNames().stream()
            .filter(name -> declaration.primaryKey().contains(name) || names.contains(name))
            .toList());
  }

  private void requireExactKey(MappedTable live) {
    if (declaration.primaryKey().isEmpty()) {
      throw new ValidationException(
          "Rows of table %s can be changed by their primary key only, and none is declared. Declare it: PRIMARY KEY (...) NOT ENFORCED."
              .formatted(declaration.name()));
    }
    List<String> inexact =
        keyOf(live)
            .filter(column -> !ValueCodecs.keepBytes(column.flinkType(), column.cqlType()))
            .map(MappedColumn::name)
            .toList();
    if (!inexact.isEmpty()) {
      throw new ValidationException(
          "Rows of table %s cannot be changed by the %s: the declared type does not keep a value as it is stored, so that another row could be meant. Declare a decimal as STRING, and user-defined types with all fields."
              .formatted(declaration.name(), Wording.counted("key column", inexact)));
    }
  }

  private static Stream<MappedColumn> keyOf(MappedTable live) {
    return live.columns().stream().limit(live.keyLength());
  }
}
