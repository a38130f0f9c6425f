package io.cosmoscassandra.flink.schema.cql;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.schema.TableName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CqlNameTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "book, book",
        "book_2, book_2",
        "Book, '\"Book\"'",
        "2book, '\"2book\"'",
        "_book, '\"_book\"'",
        "select, '\"select\"'",
        "token, '\"token\"'",
        "timestamp, timestamp",
        "'a b', '\"a b\"'",
        "'a\"b', '\"a\"\"b\"'",
        "bücher, '\"bücher\"'",
        "'', '\"\"'"
      })
  void isQuotedWhereItHasToBe(String name, String cql) {
    assertThat(new CqlName(name).asCql()).isEqualTo(cql);
  }

  @Test
  void listsColumns() {
    assertThat(CqlName.list(List.of("k", "Order"))).isEqualTo("k, \"Order\"");
  }

  @Test
  void tablesAreNamedInFull() {
    assertThat(new TableName("Shop", "order").asCql()).isEqualTo("\"Shop\".\"order\"");
    assertThat(new TableName("shop", "books")).hasToString("shop.books");
  }
}
