package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableValidationTest {

  @Test
  void differsInCase() {
    assertThat(problemsOf(declare("shop", "Books")))
        .containsExactly(
            "Table 'Books' does not exist in keyspace 'shop'. Did you mean 'books'? Names are"
                + " case-sensitive. Correct the option 'table', or create the table; a sink"
                + " creates it with 'sink.create-table' = 'true'.");
  }

  @Test
  void isMisspelt() {
    assertThat(problemsOf(declare("shop", "book")))
        .containsExactly(
            "Table 'book' does not exist in keyspace 'shop'. Did you mean 'books'? Correct the"
                + " option 'table', or create the table; a sink creates it with"
                + " 'sink.create-table' = 'true'.");
  }

  @Test
  void isLikeNoOther() {
    assertThat(problemsOf(declare("shop", "suppliers")))
        .containsExactly(
            "Table 'suppliers' does not exist in keyspace 'shop'. There are: 'Order', 'books',"
                + " 'collections', 'edges', 'orders', 'visits'. Correct the option 'table', or"
                + " create the table; a sink creates it with 'sink.create-table' = 'true'.");
  }

  @Test
  void doNotExistAtAll() {
    assertThat(problemsOf(declare("empty_ks", "books")))
        .containsExactly(
            "Table 'books' does not exist in keyspace 'empty_ks'. The keyspace has no tables."
                + " Correct the option 'table', or create the table; a sink creates it with"
                + " 'sink.create-table' = 'true'.");
  }

  @Test
  void isAMaterializedView() {
    assertThat(problemsOf(declare("shop", "books_by_price")))
        .containsExactly(
            "shop.books_by_price is a materialized view, which the server derives from"
                + " shop.books. Use the base table: 'table' = 'books'.");
  }
}
