package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.schema.ValidationKit.orders;
import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOf;
import static io.cosmoscassandra.flink.schema.ValidationKit.validated;
import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.kit.Declarations;
import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class StaticColumnValidationTest {

  private static Declarations rated() {
    return orders()
        .column("rating", DataTypes.INT())
        .primaryKey("customer", "region", "day", "number");
  }

  @Test
  void areNotWrittenExactlyOnce() {
    assertThat(problemsOf(rated()))
        .containsExactly(
            "Static column 'rating' cannot be written exactly once: all rows of a partition share"
                + " its value, and several subtasks may write them in any order. Remove the"
                + " column from the query, or use 'sink.delivery-guarantee' = 'at-least-once'.");
  }

  @Test
  void areNotWrittenByAChangelog() {
    assertThat(problemsOf(rated().atLeastOnce().updatesAndDeletes()))
        .containsExactly(
            "Static column 'rating' cannot be written by a query that updates or deletes rows:"
                + " deleting a row does not remove the static value, which all rows of the"
                + " partition share. Remove the column from the query, or write it with a query"
                + " that only inserts.");
  }

  @Test
  void areWrittenByAPlanWhoseChangesAreSeenWhenTheyCome() {
    assertThat(validated(rated().atLeastOnce().changesThatAreNotKnown()).takesInsertsOnly())
        .isTrue();
    assertThat(validated(orders().primaryKey("customer", "region", "day", "number")))
        .matches(table -> !table.takesInsertsOnly());
  }

  @Test
  void areNotWrittenByAChangelogExactlyOnce() {
    assertThat(problemsOf(rated().updatesAndDeletes()))
        .containsExactly(
            "Static column 'rating' cannot be written by a query that updates or deletes rows:"
                + " deleting a row does not remove the static value, which all rows of the"
                + " partition share. Remove the column from the query.");
  }

  @Test
  void areWrittenAtLeastOnceByInserts() {
    assertThat(validated(rated().atLeastOnce()).column("rating"))
        .hasValueSatisfying(
            column -> assertThat(column.kind()).isEqualTo(MappedColumn.Kind.STATIC));
  }

  @Test
  void mayBeDeclaredWhenTheInsertLeavesThemOut() {
    assertThat(validated(rated().insertsInto("customer", "region", "day", "number")).columns())
        .hasSize(4);
  }
}
