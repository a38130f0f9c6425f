package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static io.cosmoscassandra.flink.schema.ValidationKit.books;
import static io.cosmoscassandra.flink.schema.ValidationKit.orders;
import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOf;
import static io.cosmoscassandra.flink.schema.ValidationKit.validated;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class PartialInsertValidationTest {

  @Test
  void lackOneKeyColumn() {
    assertThat(
            problemsOf(
                orders()
                    .column("note", DataTypes.STRING())
                    .primaryKey("customer", "region", "day", "number")
                    .insertsInto("customer", "region", "number", "note")))
        .containsExactly(
            "The insert does not write key column 'day' of shop.orders. A row is written by its"
                + " whole key, so name all of (`customer`, `region`, `day`, `number`) in the"
                + " insert.");
  }

  @Test
  void lackTheWholeKey() {
    assertThat(problemsOf(books().insertsInto("price")))
        .containsExactly(
            "The insert does not write key column 'id' of shop.books. A row is written by its"
                + " whole key, so name all of (`id`) in the insert.");
  }

  @Test
  void lackSeveralKeyColumns() {
    assertThat(
            problemsOf(
                orders()
                    .primaryKey("customer", "region", "day", "number")
                    .insertsInto("customer", "number")))
        .containsExactly(
            "The insert does not write key columns 'region', 'day' of shop.orders. A row is"
                + " written by its whole key, so name all of (`customer`, `region`, `day`,"
                + " `number`) in the insert.");
  }

  @Test
  void mayWriteTheKeyOnly() {
    assertThat(validated(books().insertsInto("id")).columns())
        .extracting(MappedColumn::name)
        .containsExactly("id");
  }

  @Test
  void keepThePositionsOfTheWholeRow() {
    MappedTable target =
        validated(
            declare("shop", "orders")
                .column("note", DataTypes.STRING())
                .column("number", DataTypes.INT())
                .column("amount", DataTypes.DECIMAL(10, 2))
                .column("day", DataTypes.DATE())
                .column("region", DataTypes.STRING())
                .column("customer", DataTypes.STRING())
                .primaryKey("number", "day", "region", "customer")
                .insertsInto("customer", "region", "day", "number", "amount"));
    assertThat(target.columns())
        .extracting(MappedColumn::name)
        .containsExactly("customer", "region", "day", "number", "amount");
    assertThat(target.columns()).extracting(MappedColumn::position).containsExactly(5, 4, 3, 1, 2);
  }
}
