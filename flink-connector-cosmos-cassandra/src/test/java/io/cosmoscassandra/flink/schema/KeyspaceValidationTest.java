package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static io.cosmoscassandra.flink.schema.ValidationKit.books;
import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.kit.Schemas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyspaceValidationTest {

  @Test
  void differsInCase() {
    assertThat(problemsOf(declare("Shop", "books")))
        .containsExactly(
            "Keyspace 'Shop' does not exist. Did you mean 'shop'? Names are case-sensitive."
                + " Correct the option 'keyspace'.");
  }

  @Test
  void isWrittenInLowerCaseWhereItIsNot() {
    assertThat(problemsOf(declare("mixedcase", "books")))
        .containsExactly(
            "Keyspace 'mixedcase' does not exist. Did you mean 'MixedCase'? Names are"
                + " case-sensitive. Correct the option 'keyspace'.");
  }

  @Test
  void isQuotedInTheOption() {
    assertThat(problemsOf(declare("\"MixedCase\"", "books")))
        .containsExactly(
            "Keyspace '\"MixedCase\"' does not exist. Did you mean 'MixedCase'? Correct the"
                + " option 'keyspace'.");
  }

  @Test
  void isMisspelt() {
    assertThat(problemsOf(declare("sohp", "books")))
        .containsExactly(
            "Keyspace 'sohp' does not exist. Did you mean 'shop'? Correct the option"
                + " 'keyspace'.");
  }

  @Test
  void isLikeNoOther() {
    assertThat(problemsOf(declare("warehouse", "books")))
        .containsExactly(
            "Keyspace 'warehouse' does not exist. There are: 'MixedCase', 'empty_ks', 'shop'."
                + " Correct the option 'keyspace'.");
  }

  @Test
  void isEmpty() {
    assertThat(problemsOf(declare("", "books")))
        .containsExactly(
            "Keyspace '' does not exist. There are: 'MixedCase', 'empty_ks', 'shop'. Correct the"
                + " option 'keyspace'.");
  }

  @Test
  void isOneOfTooManyToList() {
    Schemas many = Schemas.schema();
    for (char c = 'a'; c < 'a' + 13; c++) {
      many.keyspace("tenant_" + c);
    }
    assertThat(problemsOf(declare("warehouse", "books"), many.build()))
        .containsExactly(
            "Keyspace 'warehouse' does not exist. There are: 'tenant_a', 'tenant_b', 'tenant_c',"
                + " 'tenant_d', 'tenant_e', 'tenant_f', 'tenant_g', 'tenant_h', 'tenant_i',"
                + " 'tenant_j' and 3 more. Correct the option 'keyspace'.");
  }

  @Test
  void doNotExistAtAll() {
    assertThat(problemsOf(books(), Schemas.schema().keyspace("system").build()))
        .containsExactly(
            "Keyspace 'shop' does not exist. The server has no keyspace but its own. Correct the"
                + " option 'keyspace'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "system",
        "system_schema",
        "system_auth",
        "system_distributed",
        "system_traces",
        "system_views",
        "system_virtual_schema",
        "dse_perf",
        "engine_room"
      })
  void belongToTheServer(String keyspace) {
    assertThat(problemsOf(declare(keyspace, "books")))
        .containsExactly(
            "Keyspace '%s' belongs to the server and cannot be used by this connector. Name a keyspace of your own in the option 'keyspace'."
                .formatted(keyspace));
  }
}
