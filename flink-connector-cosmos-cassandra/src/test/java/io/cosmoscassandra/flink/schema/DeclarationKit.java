package io.cosmoscassandra.flink.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.DataType;

/** Declares tables; by default, the query writes all columns exactly once, and only inserts. */
final class DeclarationKit {

  private final TableName name;
  private final List<TableDeclaration.Field> fields = new ArrayList<>();
  private List<String> primaryKey = List.of();
  private List<String> written;
  private boolean insertOnly = true;
  private boolean exactlyOnce = true;

  private DeclarationKit(TableName name) {
    this.name = name;
  }

  static DeclarationKit declare(String keyspace, String table) {
    return new DeclarationKit(new TableName(keyspace, table));
  }

  DeclarationKit column(String column, DataType type) {
    fields.add(new TableDeclaration.Field(column, type.getLogicalType()));
    return this;
  }

  DeclarationKit primaryKey(String... names) {
    primaryKey = List.of(names);
    return this;
  }

  DeclarationKit insertsInto(String... names) {
    written = List.of(names);
    return this;
  }

  DeclarationKit updatesAndDeletes() {
    insertOnly = false;
    return this;
  }

  DeclarationKit atLeastOnce() {
    exactlyOnce = false;
    return this;
  }

  TableDeclaration build() {
    return new TableDeclaration(name, fields, primaryKey);
  }

  WriteIntent intent() {
    return new WriteIntent(
        written == null ? build().columnNames() : written, insertOnly, exactlyOnce);
  }
}
