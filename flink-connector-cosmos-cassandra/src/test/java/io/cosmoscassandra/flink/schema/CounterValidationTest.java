package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.schema.ValidationKit.problemsOf;
import static io.cosmoscassandra.flink.schema.ValidationKit.validated;
import static io.cosmoscassandra.flink.schema.ValidationKit.visits;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;

class CounterValidationTest {

  @Test
  void areNotWrittenExactlyOnce() {
    assertThat(problemsOf(visits().column("views", DataTypes.BIGINT())))
        .containsExactly(
            "Table shop.visits has the counters 'views', 'likes', and repeating an increment"
                + " counts it twice. Use 'sink.delivery-guarantee' = 'at-least-once'.");
  }

  @Test
  void areNotWrittenByAChangelog() {
    assertThat(
            problemsOf(
                visits().column("views", DataTypes.BIGINT()).atLeastOnce().updatesAndDeletes()))
        .containsExactly(
            "Table shop.visits has the counters 'views', 'likes', and the query also updates or"
                + " deletes rows, but an increment cannot be taken back. Write the table from a"
                + " query that only inserts.");
  }

  @Test
  void areWrittenByAPlanWhoseChangesAreSeenWhenTheyCome() {
    assertThat(
            validated(
                    visits()
                        .column("views", DataTypes.BIGINT())
                        .atLeastOnce()
                        .changesThatAreNotKnown())
                .takesInsertsOnly())
        .isTrue();
  }

  @Test
  void areRefusedForBothReasons() {
    assertThat(problemsOf(visits().column("views", DataTypes.BIGINT()).updatesAndDeletes()))
        .hasSize(2);
  }

  @Test
  void areNotIncrementedByAKeyAlone() {
    assertThat(problemsOf(visits().atLeastOnce()))
        .containsExactly(
            "The query does not write the counters 'views', 'likes' of shop.visits, and only an"
                + " increment creates a row of counters. Declare one of them and write it.");
  }

  @Test
  void haveOnlyIntegersAsIncrements() {
    assertThat(problemsOf(visits().column("views", DataTypes.STRING()).atLeastOnce()))
        .containsExactly(
            "Column 'views': STRING cannot be stored as counter; declare the column"
                + " as BIGINT, TINYINT, SMALLINT, INT or DECIMAL");
  }

  @Test
  void areWrittenAtLeastOnceByInserts() {
    MappedTable target =
        validated(
            visits()
                .column("likes", DataTypes.BIGINT())
                .column("views", DataTypes.BIGINT())
                .insertsInto("page", "views")
                .atLeastOnce());
    assertThat(target.isCounterTable()).isTrue();
    assertThat(target.columns()).extracting(MappedColumn::position).containsExactly(0, 2);
  }
}
