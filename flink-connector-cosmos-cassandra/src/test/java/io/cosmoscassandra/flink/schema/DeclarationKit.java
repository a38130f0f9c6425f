package io.cosmoscassandra.flink.schema;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.DataType;

/** Declares tables; unless told otherwise, the query writes all columns, inserts only, once. */
final class DeclarationKit {

  private final String keyspace;
  private final String table;
  private final List<TableDeclaration.Field> fields = new ArrayList<>();
  private List<String> primaryKey = List.of();
  private List<String> written;
  private boolean insertOnly = true;
  private boolean exactlyOnce = true;

  private DeclarationKit(String keyspace, String table) {
    this.keyspace = keyspace;
    this.table = table;
  }

  static DeclarationKit declare(String keyspace, String table) {
    return new DeclarationKit(keyspace, table);
  }

  DeclarationKit column(String name, DataType type) {
    fields.add(new TableDeclaration.Field(name, type.getLogicalType()));
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
    List<String> all = fields.stream().map(TableDeclaration.Field::name).toList();
    return new TableDeclaration(
        keyspace,
        table,
        fields,
        primaryKey,
        written == null ? all : written,
        insertOnly,
        exactlyOnce);
  }
}
