package io.cosmoscassandra.flink.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearMissTest {

  @ParameterizedTest
  @CsvSource({
    "bookId, book_id, 1",
    "BOOK_ID, book_id, 0",
    "book_di, book_id, 1",
    "bok_id, book_id, 1",
    "publication_yaer, publication_year, 1",
    "A, a, 0"
  })
  void isFoundByItsDistance(String given, String candidate, int distance) {
    assertThat(NearMiss.of(given, List.of(candidate))).contains(new NearMiss(candidate, distance));
  }

  @ParameterizedTest
  @CsvSource({"a, b", "id, it", "price, weight", "publication_year, publication_country"})
  void isNotFoundTooFarAway(String given, String candidate) {
    assertThat(NearMiss.of(given, List.of(candidate))).isEmpty();
  }

  @Test
  void isTheNearestAndThenTheFirst() {
    assertThat(NearMiss.of("pricing", List.of("pricings", "Pricing")))
        .map(NearMiss::name)
        .contains("Pricing");
    assertThat(NearMiss.of("price", List.of("prices", "priced")))
        .map(NearMiss::name)
        .contains("priced");
  }
}
