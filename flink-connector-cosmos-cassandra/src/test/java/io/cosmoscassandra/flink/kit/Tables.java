package io.cosmoscassandra.flink.kit;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.VarCharType;

/** Builds tables whose columns are mapped to the fields of Flink's rows, in the same order. */
public final class Tables {

  /** {@code shop.books (id bigint PRIMARY KEY, a text, b text)}. */
  public static final MappedTable BOOKS =
      table("shop", "books")
          .partitionKey("id", new BigIntType(false), DataTypes.BIGINT)
          .column("a", VarCharType.STRING_TYPE, DataTypes.TEXT)
          .column("b", VarCharType.STRING_TYPE, DataTypes.TEXT)
          .build();

  private final TableName name;
  private final List<MappedColumn> columns = new ArrayList<>();

  private Tables(TableName name) {
    this.name = name;
  }

  public static Tables table(String keyspace, String name) {
    return new Tables(new TableName(keyspace, name));
  }

  public Tables partitionKey(String column, LogicalType flinkType, DataType cqlType) {
    return add(column, MappedColumn.Kind.PARTITION_KEY, flinkType, cqlType);
  }

  public Tables clustering(String column, LogicalType flinkType, DataType cqlType) {
    return add(column, MappedColumn.Kind.CLUSTERING, flinkType, cqlType);
  }

  public Tables column(String column, LogicalType flinkType, DataType cqlType) {
    return add(column, MappedColumn.Kind.REGULAR, flinkType, cqlType);
  }

  public MappedTable build() {
    return new MappedTable(name, columns);
  }

  private Tables add(
      String column, MappedColumn.Kind kind, LogicalType flinkType, DataType cqlType) {
    columns.add(new MappedColumn(column, kind, flinkType, cqlType, columns.size()));
    return this;
  }
}
