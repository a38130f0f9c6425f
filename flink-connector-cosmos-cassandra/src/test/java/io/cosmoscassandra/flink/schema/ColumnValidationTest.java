package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static io.cosmoscassandra.flink.schema.ValidationKit.books;
import static io.cosmoscassandra.flink.schema.ValidationKit.orders;
import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class ColumnValidationTest {

  @Test
  void differsInCase() {
    assertThat(problemsOf(books().column("Price", DataTypes.INT())))
        .containsExactly(
            "Table shop.books has no column 'Price'. There are: 'id', 'price'. Take the column"
                + " out of the declaration, or add it to the table.");
    assertThat(
            problemsOf(
                declare("shop", "books")
                    .column("id", DataTypes.STRING())
                    .column("Price", DataTypes.DECIMAL(10, 2))
                    .primaryKey("id")))
        .containsExactly(
            "Table shop.books has no column 'Price'. Did you mean 'price'? Names are"
                + " case-sensitive.");
  }

  @Test
  void isMisspelt() {
    assertThat(
            problemsOf(
                declare("shop", "books")
                    .column("id", DataTypes.STRING())
                    .column("prise", DataTypes.DECIMAL(10, 2))
                    .primaryKey("id")))
        .containsExactly("Table shop.books has no column 'prise'. Did you mean 'price'?");
  }

  @Test
  void isLikeNoOther() {
    assertThat(problemsOf(books().column("publisher", DataTypes.STRING())))
        .containsExactly(
            "Table shop.books has no column 'publisher'. There are: 'id', 'price'. Take the"
                + " column out of the declaration, or add it to the table.");
  }

  @Test
  void hasTheWrongType() {
    assertThat(
            problemsOf(
                declare("shop", "books")
                    .column("id", DataTypes.STRING())
                    .column("price", DataTypes.BOOLEAN())
                    .primaryKey("id")))
        .containsExactly(
            "Column 'price': BOOLEAN cannot be stored as decimal; declare the column as DECIMAL,"
                + " TINYINT, SMALLINT, INT, BIGINT or STRING");
  }

  @Test
  void isAKeyOfTheWrongType() {
    assertThat(
            problemsOf(declare("shop", "books").column("id", DataTypes.BIGINT()).primaryKey("id")))
        .containsExactly(
            "Column 'id': BIGINT cannot be stored as text; declare the column as" + " STRING");
  }

  @Test
  void hasTheWrongTypeThoughItIsNotWritten() {
    assertThat(
            problemsOf(
                declare("shop", "books")
                    .column("id", DataTypes.STRING())
                    .column("price", DataTypes.BOOLEAN())
                    .primaryKey("id")
                    .insertsInto("id")))
        .containsExactly(
            "Column 'price': BOOLEAN cannot be stored as decimal; declare the column as DECIMAL,"
                + " TINYINT, SMALLINT, INT, BIGINT or STRING");
  }

  @Test
  void areWrongInSeveralWays() {
    assertThat(
            problemsOf(
                orders()
                    .column("Note", DataTypes.STRING())
                    .column("amont", DataTypes.DECIMAL(10, 2))
                    .column("weight", DataTypes.INT())
                    .primaryKey("customer", "region", "day", "number")))
        .containsExactly(
            "Table shop.orders has no column 'Note'. Did you mean 'note'? Names are"
                + " case-sensitive.",
            "Table shop.orders has no column 'amont'. Did you mean 'amount'?",
            "Table shop.orders has no column 'weight'. There are: 'amount', 'customer', 'day',"
                + " 'note', 'number', 'rating', 'region'. Take the column out of the declaration,"
                + " or add it to the table.");
  }
}
