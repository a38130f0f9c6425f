package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.schema.ValidationKit.orders;
import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOf;
import static io.cosmoscassandra.flink.schema.ValidationKit.validated;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class StaticColumnValidationTest {

  private static DeclarationKit rated() {
    return orders()
        .column("rating", DataTypes.INT())
        .primaryKey("customer", "region", "day", "number");
  }

  @Test
  void areNotWrittenExactlyOnce() {
    assertThat(problemsOf(rated()))
        .containsExactly(
            "Column 'rating' is static, and its value is shared by rows that several subtasks may"
                + " write in any order. Leave the column out, or use 'sink.delivery-guarantee' ="
                + " 'at-least-once'.");
  }

  @Test
  void areNotWrittenByAChangelog() {
    assertThat(problemsOf(rated().atLeastOnce().updatesAndDeletes()))
        .containsExactly(
            "Column 'rating' is static, and the query also updates or deletes rows: a deleted row"
                + " would leave its value to the rest of the partition. Leave the column out, or"
                + " write it with a query that only inserts.");
  }

  @Test
  void areNotWrittenByAChangelogExactlyOnce() {
    assertThat(problemsOf(rated().updatesAndDeletes()))
        .containsExactly(
            "Column 'rating' is static, and the query also updates or deletes rows: a deleted row"
                + " would leave its value to the rest of the partition. Leave the column out.");
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
