package io.cosmoscassandra.flink.kit;

import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.schema.WriteIntent;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.DataType;

/** Declares tables; by default, the query writes all columns exactly once, and only inserts. */
public final class Declarations {

  private final TableName name;
  private final List<TableDeclaration.Field> fields = new ArrayList<>();
  private List<String> primaryKey = List.of();
  private List<String> written;
  private WriteIntent.Changes changes = WriteIntent.Changes.INSERTS;
  private boolean exactlyOnce = true;

  private Declarations(TableName name) {
    this.name = name;
  }

  public static Declarations declare(String keyspace, String table) {
    return new Declarations(new TableName(keyspace, table));
  }

  public Declarations column(String column, DataType type) {
    fields.add(new TableDeclaration.Field(column, type.getLogicalType()));
    return this;
  }

  public Declarations primaryKey(String... names) {
    primaryKey = List.of(names);
    return this;
  }

  public Declarations insertsInto(String... names) {
    written = List.of(names);
    return this;
  }

  public Declarations updatesAndDeletes() {
    changes = WriteIntent.Changes.ALL;
    return this;
  }

  public Declarations changesThatAreNotKnown() {
    changes = WriteIntent.Changes.UNKNOWN;
    return this;
  }

  public Declarations atLeastOnce() {
    exactlyOnce = false;
    return this;
  }

  public TableDeclaration build() {
    return new TableDeclaration(name, fields, primaryKey);
  }

  public WriteIntent intent() {
    return new WriteIntent(written == null ? build().columnNames() : written, changes, exactlyOnce);
  }
}
