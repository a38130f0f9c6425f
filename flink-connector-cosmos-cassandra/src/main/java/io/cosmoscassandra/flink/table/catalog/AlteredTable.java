package io.cosmoscassandra.flink.table.catalog;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.schema.TableLayout;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import io.cosmoscassandra.flink.schema.cql.CqlTypeName;
import io.cosmoscassandra.flink.text.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.TableChange;

/** Translates {@code ALTER TABLE} into CQL, as far as CQL can change a table. */
final class AlteredTable {

  private final RelationMetadata table;
  private final String alter;
  private final List<String> problems = new ArrayList<>();
  private final List<String> added = new ArrayList<>();
  private final List<String> dropped = new ArrayList<>();
  private final List<String> renamed = new ArrayList<>();
  private final Map<String, String> properties = new LinkedHashMap<>();

  AlteredTable(TableName name, RelationMetadata table, List<TableChange> changes) {
    this.table = table;
    this.alter = "ALTER TABLE " + name.asCql();
    changes.forEach(this::read);
  }

  /** All that cannot be changed. */
  List<String> problems() {
    return problems;
  }

  /** The statements that make the changes, in the order in which they must be executed. */
  List<String> statements() {
    List<String> statements = new ArrayList<>();
    if (!added.isEmpty()) {
      statements.add(alter + " ADD (" + String.join(", ", added) + ")");
    }
    if (!dropped.isEmpty()) {
      statements.add(alter + " DROP (" + CqlName.list(dropped) + ")");
    }
    if (!renamed.isEmpty()) {
      statements.add(alter + " RENAME " + String.join(" AND ", renamed));
    }
    if (!properties.isEmpty()) {
      statements.add(alter + " WITH " + CqlProperties.cql(properties));
    }
    return statements;
  }

  private void read(TableChange change) {
    if (change instanceof TableChange.AddColumn add) {
      add(add);
    } else if (change instanceof TableChange.DropColumn drop) {
      drop(drop.getColumnName());
    } else if (change instanceof TableChange.ModifyColumnName rename) {
      rename(rename.getOldColumnName(), rename.getNewColumnName());
    } else if (change instanceof TableChange.SetOption option) {
      set(option.getKey(), option.getValue());
    } else if (change instanceof TableChange.ModifyColumn modified) {
      problems.add(
          "Column %s cannot be modified: Cassandra does not change the type of a column, and keeps neither a comment nor a place for it. To change the type, drop the column and add it again, which loses its values."
              .formatted(Wording.quoted(modified.getOldColumn().getName())));
    } else if (change instanceof TableChange.ResetOption option) {
      problems.add(
          "Option '%s' cannot be reset: Cassandra does not go back to a default. Set a value."
              .formatted(option.getKey()));
    } else {
      problems.add(
          "%s: the key and the distribution of a table cannot be changed, and a watermark cannot be kept by Cassandra. %s"
              .formatted(change.getClass().getSimpleName(), DeclaredTable.ELSEWHERE));
    }
  }

  private void add(TableChange.AddColumn change) {
    Column column = change.getColumn();
    String name = column.getName();
    if (!column.isPhysical()) {
      problems.add(
          "Column %s is computed or metadata, which Cassandra cannot keep. %s"
              .formatted(Wording.quoted(name), DeclaredTable.ELSEWHERE));
    } else if (change.getPosition() != null || column.getComment().isPresent()) {
      problems.add(
          "Column %s cannot have a place or a comment: Cassandra sorts columns by their names. Add it without FIRST, AFTER and COMMENT."
              .formatted(Wording.quoted(name)));
    } else {
      try {
        added.add(
            new CqlName(name).asCql()
                + " "
                + CqlTypeName.of(TableLayout.defaultType(column.getDataType().getLogicalType())));
      } catch (IncompatibleTypeException e) {
        problems.add("Column %s: %s".formatted(Wording.quoted(name), e.getMessage()));
      }
    }
  }

  private void drop(String column) {
    if (isInKey(column)) {
      problems.add(
          "Column %s belongs to the primary key, which Cassandra does not change. Create another table."
              .formatted(Wording.quoted(column)));
    } else {
      dropped.add(column);
    }
  }

  private void rename(String from, String to) {
    if (isInKey(from)) {
      renamed.add(new CqlName(from).asCql() + " TO " + new CqlName(to).asCql());
    } else {
      problems.add(
          "Column %s cannot be renamed: Cassandra renames columns of the primary key only. Add a column and copy the values."
              .formatted(Wording.quoted(from)));
    }
  }

  private void set(String key, String value) {
    if (TableOptions.DESCRIBING.contains(key)) {
      problems.add(
          "Option '%s' is decided when a table is created. Create another table.".formatted(key));
    } else {
      TableProperties.problemOf(key)
          .ifPresentOrElse(
              problems::add,
              () ->
                  properties.put(key, key.equals("comment") ? CqlProperties.quoted(value) : value));
    }
  }

  private boolean isInKey(String column) {
    return table.getPrimaryKey().stream()
        .map(ColumnMetadata::getName)
        .anyMatch(name -> name.asInternal().equals(column));
  }
}
