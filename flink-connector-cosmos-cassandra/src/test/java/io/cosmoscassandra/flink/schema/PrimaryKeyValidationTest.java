package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static io.cosmoscassandra.flink.schema.ValidationKit.books;
import static io.cosmoscassandra.flink.schema.ValidationKit.orders;
import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class PrimaryKeyValidationTest {

  @Test
  void isNotDeclared() {
    assertThat(problemsOf(orders().primaryKey()))
        .containsExactly(
            "No primary key is declared, and rows of shop.orders are identified by their key."
                + " Declare the key of the table: PRIMARY KEY (`customer`, `region`, `day`,"
                + " `number`) NOT ENFORCED.");
  }

  @Test
  void lacksAClusteringColumn() {
    assertThat(problemsOf(orders().primaryKey("customer", "region", "day")))
        .containsExactly(
            "The declared primary key (`customer`, `region`, `day`) is not that of shop.orders:"
                + " it lacks 'number'. Declare: PRIMARY KEY (`customer`, `region`, `day`,"
                + " `number`) NOT ENFORCED.");
  }

  @Test
  void lacksAPartitionKeyColumn() {
    assertThat(problemsOf(orders().primaryKey("number", "day", "customer")))
        .containsExactly(
            "The declared primary key (`number`, `day`, `customer`) is not that of shop.orders:"
                + " it lacks 'region'. Declare: PRIMARY KEY (`customer`, `region`, `day`,"
                + " `number`) NOT ENFORCED.");
  }

  @Test
  void hasARegularColumnTooMany() {
    assertThat(problemsOf(books().primaryKey("id", "price")))
        .containsExactly(
            "The declared primary key (`id`, `price`) is not that of shop.books: 'price' does not"
                + " belong to it. Declare: PRIMARY KEY (`id`) NOT ENFORCED.");
  }

  @Test
  void isAnother() {
    assertThat(
            problemsOf(
                orders()
                    .column("note", DataTypes.STRING())
                    .column("amount", DataTypes.DECIMAL(10, 2))
                    .primaryKey("customer", "region", "note", "amount")))
        .containsExactly(
            "The declared primary key (`customer`, `region`, `note`, `amount`) is not that of"
                + " shop.orders: it lacks 'day', 'number', and 'note', 'amount' do not belong to"
                + " it. Declare: PRIMARY KEY (`customer`, `region`, `day`, `number`) NOT"
                + " ENFORCED.");
  }

  @Test
  void hasColumnsThatAreNotDeclared() {
    assertThat(
            problemsOf(
                declare("shop", "edges").column("from_id", DataTypes.INT()).primaryKey("from_id")))
        .containsExactly(
            "Column 'to_id' (int) is part of the primary key of shop.edges and is not declared."
                + " Add it to the columns and to the primary key.",
            "The declared primary key (`from_id`) is not that of shop.edges: it lacks 'to_id'."
                + " Declare: PRIMARY KEY (`from_id`, `to_id`) NOT ENFORCED.");
  }

  @Test
  void hasAMisspeltColumnWhichIsToldOnce() {
    assertThat(
            problemsOf(
                declare("shop", "edges")
                    .column("from_id", DataTypes.INT())
                    .column("TO_ID", DataTypes.INT())
                    .primaryKey("from_id", "TO_ID")))
        .containsExactly(
            "Table shop.edges has no column 'TO_ID'. Did you mean 'to_id'? Names are"
                + " case-sensitive.");
  }

  @Test
  void isCorrectedInFlinksSpelling() {
    assertThat(
            problemsOf(
                declare("shop", "Order")
                    .column("Select", DataTypes.STRING())
                    .column("primary key", DataTypes.INT())
                    .primaryKey("Select")))
        .containsExactly(
            "The declared primary key (`Select`) is not that of shop.\"Order\": it lacks 'primary"
                + " key'. Declare: PRIMARY KEY (`Select`, `primary key`) NOT ENFORCED.");
  }
}
