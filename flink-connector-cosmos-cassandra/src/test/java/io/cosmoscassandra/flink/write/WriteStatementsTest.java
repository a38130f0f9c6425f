package io.cosmoscassandra.flink.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.kit.Tables;
import io.cosmoscassandra.flink.options.CollectionWriteMode;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedColumn.Kind;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.TableName;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.Test;

/** The CQL of each write, and the order of its markers. */
class WriteStatementsTest {

  private static final MappedTable ORDERS_TABLE =
      Tables.table("shop", "orders")
          .partitionKey("id", new BigIntType(false), DataTypes.BIGINT)
          .column("a", VarCharType.STRING_TYPE, DataTypes.TEXT)
          .column("b", VarCharType.STRING_TYPE, DataTypes.TEXT)
          .build();

  private static final WriteStatements ORDERS = new WriteStatements(ORDERS_TABLE);

  @Test
  void upsertInsertsAllColumns() {
    assertThat(ORDERS.upsert(false))
        .isEqualTo("INSERT INTO shop.orders (id, a, b) VALUES (?, ?, ?) USING TIMESTAMP ?");
    assertThat(ORDERS.upsert(true))
        .isEqualTo(
            "INSERT INTO shop.orders (id, a, b) VALUES (?, ?, ?) USING TIMESTAMP ? AND TTL ?");
  }

  @Test
  void collectionsAreChangedByAnUpdate() {
    WriteStatements statements =
        new WriteStatements(
            new MappedTable(
                new TableName("shop", "orders"),
                List.of(
                    column("id", Kind.PARTITION_KEY, DataTypes.BIGINT),
                    written("a", CollectionWriteMode.OVERWRITE),
                    written("b", CollectionWriteMode.ADD),
                    written("c", CollectionWriteMode.REMOVE),
                    written("d", CollectionWriteMode.APPEND),
                    written("e", CollectionWriteMode.PREPEND))));

    assertThat(statements.merge(true))
        .isEqualTo(
            "UPDATE shop.orders USING TIMESTAMP ? AND TTL ? SET a = ?, b = b + ?, c = c - ?, d = d"
                + " + ?, e = ? + e WHERE id = ?");
    assertThat(statements.merge(false)).startsWith("UPDATE shop.orders USING TIMESTAMP ? SET a");
  }

  private static MappedColumn written(String name, CollectionWriteMode mode) {
    return new MappedColumn(
        name, Kind.REGULAR, new BigIntType(), DataTypes.listOf(DataTypes.BIGINT), 1, mode);
  }

  @Test
  void deleteTakesTheWholeRowOrTheColumnsOfAPartialInsert() {
    assertThat(ORDERS.deleteRow())
        .isEqualTo("DELETE FROM shop.orders USING TIMESTAMP ? WHERE id = ?");
    assertThat(ORDERS.deleteColumns())
        .isEqualTo("DELETE a, b FROM shop.orders USING TIMESTAMP ? WHERE id = ?");
  }

  @Test
  void namesAreQuotedWhereCqlDemandsIt() {
    WriteStatements statements =
        new WriteStatements(
            new MappedTable(
                new TableName("Shop", ""),
                List.of(
                    column("Id", Kind.PARTITION_KEY, DataTypes.BIGINT),
                    column("a \"b\"", Kind.CLUSTERING, DataTypes.BIGINT),
                    column("order", Kind.REGULAR, DataTypes.COUNTER))));

    assertThat(statements.increment())
        .isEqualTo(
            "UPDATE \"Shop\".\"\" SET \"order\" = \"order\" + ?"
                + " WHERE \"Id\" = ? AND \"a \"\"b\"\"\" = ?");
  }

  private static MappedColumn column(String name, Kind kind, DataType type) {
    return new MappedColumn(name, kind, new BigIntType(false), type, 0);
  }
}
