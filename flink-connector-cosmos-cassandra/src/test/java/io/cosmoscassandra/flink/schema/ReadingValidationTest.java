package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static io.cosmoscassandra.flink.schema.ValidationKit.collections;
import static io.cosmoscassandra.flink.schema.ValidationKit.orders;
import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOf;
import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOfReading;
import static io.cosmoscassandra.flink.schema.ValidationKit.validatedForReading;
import static io.cosmoscassandra.flink.schema.ValidationKit.visits;
import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.kit.Declarations;
import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class ReadingValidationTest {

  @Test
  void someColumnsMayBeDeclared() {
    MappedTable table =
        validatedForReading(
            orders()
                .column("amount", DataTypes.DECIMAL(10, 2))
                .primaryKey("number", "day", "region", "customer"));

    assertThat(table.name()).isEqualTo(new TableName("shop", "orders"));
    assertThat(table.columns())
        .extracting(MappedColumn::name)
        .containsExactly("customer", "region", "day", "number", "amount");
    assertThat(table.columns()).extracting(MappedColumn::position).containsExactly(0, 1, 2, 3, 4);
    assertThat(table.partitionKeyLength()).isEqualTo(2);
    assertThat(table.keyLength()).isEqualTo(4);
  }

  @Test
  void staticColumnsMayBeDeclared() {
    Declarations declaration =
        orders()
            .column("rating", DataTypes.INT())
            .primaryKey("customer", "region", "day", "number");

    assertThat(problemsOf(declaration)).hasSize(1);
    assertThat(validatedForReading(declaration).column("rating"))
        .hasValueSatisfying(
            column -> assertThat(column.kind()).isEqualTo(MappedColumn.Kind.STATIC));
  }

  @Test
  void countersMayBeDeclaredOrLeftOut() {
    Declarations declaration = visits().column("likes", DataTypes.BIGINT());

    assertThat(problemsOf(declaration)).hasSize(1);
    assertThat(validatedForReading(declaration).columns())
        .extracting(MappedColumn::name)
        .containsExactly("page", "likes");
    assertThat(validatedForReading(visits()).columns())
        .extracting(MappedColumn::name)
        .containsExactly("page");
  }

  @Test
  void listsThatAreNotFrozenMayBeDeclared() {
    Declarations declaration = collections().column("tags", DataTypes.ARRAY(DataTypes.STRING()));

    assertThat(problemsOf(declaration)).hasSize(1);
    assertThat(validatedForReading(declaration).columns()).hasSize(2);
  }

  @Test
  void keyColumnsAndTypesMustBeThoseOfTheTable() {
    assertThat(
            problemsOfReading(
                declare("shop", "edges")
                    .column("from_id", DataTypes.STRING())
                    .column("weight", DataTypes.INT())
                    .primaryKey("from_id")))
        .containsExactly(
            "Column 'from_id': STRING cannot be stored as int; declare the column as INT, TINYINT,"
                + " SMALLINT, BIGINT or DECIMAL",
            "Table shop.edges has no column 'weight'. There are: 'from_id', 'to_id'. Take the"
                + " column out of the declaration, or add it to the table.",
            "Column 'to_id' (int) is part of the primary key of shop.edges and is not declared."
                + " Add it to the columns and to the primary key.",
            "The declared primary key (`from_id`) is not that of shop.edges: it lacks 'to_id'."
                + " Declare: PRIMARY KEY (`from_id`, `to_id`) NOT ENFORCED.");
  }

  @Test
  void tableMustExist() {
    assertThat(problemsOfReading(declare("shop", "book")))
        .containsExactly(
            "Table 'book' does not exist in keyspace 'shop'. Did you mean 'books'? Correct the"
                + " option 'table', or create the table; a sink creates it with"
                + " 'sink.create-table' = 'true'.");
  }
}
