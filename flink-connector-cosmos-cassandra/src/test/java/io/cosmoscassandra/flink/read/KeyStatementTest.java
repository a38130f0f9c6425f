package io.cosmoscassandra.flink.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.read.CqlPredicate.Condition;
import io.cosmoscassandra.flink.read.CqlPredicate.Operator;
import io.cosmoscassandra.flink.read.CqlPredicate.PartitionKey;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableName;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.IntType;
import org.junit.jupiter.api.Test;

/** The conditions with which a key is looked up. */
class KeyStatementTest {

  private static final TableName NAME = new TableName("shop", "orders");

  private static final KeyColumns TABLE =
      new KeyColumns(
          NAME,
          List.of(partition("shop"), partition("Customer")),
          List.of(clustering("day"), clustering("line")));

  private static final CqlValue ONE = new CqlValue(new byte[] {0, 0, 0, 1});
  private static final CqlValue TWO = new CqlValue(new byte[] {0, 0, 0, 2});

  @Test
  void columnsAreComparedInTheOrderOfTheKey() {
    KeyStatement statement = statement(CqlPredicate.ALL, "line", "Customer", "shop", "day");

    assertThat(statement.where())
        .isEqualTo(" WHERE shop = ? AND \"Customer\" = ? AND day = ? AND line = ?");
    assertThat(statement.keys())
        .extracting(KeyField::column)
        .containsExactly("shop", "Customer", "day", "line");
    assertThat(statement.readsSingleRows()).isTrue();
  }

  @Test
  void prefixReadsManyRows() {
    KeyStatement statement = statement(CqlPredicate.ALL, "shop", "Customer");

    assertThat(statement.where()).isEqualTo(" WHERE shop = ? AND \"Customer\" = ?");
    assertThat(statement.readsSingleRows()).isFalse();
  }

  @Test
  void conditionsOfTheQueryRideAlong() {
    CqlPredicate query =
        new CqlPredicate(
            List.of(new PartitionKey(List.of(ONE, TWO))),
            List.of(
                new Condition("day", Operator.IN, List.of(ONE, TWO)),
                new Condition("line", Operator.GREATER, List.of(ONE))));

    assertThat(statement(query, "Customer").where())
        .isEqualTo(" WHERE shop = ? AND \"Customer\" = ? AND day IN (?, ?) AND line > ?");
  }

  @Test
  void conditionsOutsideOfTheKeyAreFiltered() {
    CqlPredicate query =
        new CqlPredicate(
            null,
            List.of(
                new Condition("shop", Operator.EQUAL, List.of(ONE)),
                new Condition("note", Operator.GREATER, List.of(TWO))),
            true);

    assertThat(statement(query, "Customer").where())
        .isEqualTo(" WHERE shop = ? AND \"Customer\" = ? AND note > ? ALLOW FILTERING");
  }

  @Test
  void conditionOnAColumnOfTheKeyIsNoPartOfTheStatement() {
    CqlPredicate query =
        new CqlPredicate(
            List.of(new PartitionKey(List.of(ONE, TWO))),
            List.of(new Condition("day", Operator.LESS, List.of(TWO))));

    assertThat(statement(query, "day").where())
        .isEqualTo(" WHERE shop = ? AND \"Customer\" = ? AND day = ?");
  }

  @Test
  void anotherKeyThanThatOfThePlanIsRejected() {
    assertThatThrownBy(() -> statement(CqlPredicate.ALL, "shop"))
        .isInstanceOf(ReadException.class)
        .hasMessageContaining("Plan the query again");
    assertThatThrownBy(() -> statement(CqlPredicate.ALL, "shop", "Customer", "line"))
        .isInstanceOf(ReadException.class);
  }

  @Test
  void columnsWithIndexesAreComparedInsteadOfTheKey() {
    CqlPredicate query =
        new CqlPredicate(
            null, List.of(new Condition("Author", Operator.EQUAL, List.of(ONE))), false);

    LookupStatement statement =
        LookupStatement.of(TABLE, plan(query, LookupPlan.Access.INDEX, "note", "line"));

    assertThat(statement.where()).isEqualTo(" WHERE note = ? AND line = ? AND \"Author\" = ?");
    assertThat(statement.keys()).extracting(KeyField::column).containsExactly("note", "line");
    assertThat(statement.readsSingleRows()).isFalse();
  }

  private static KeyStatement statement(CqlPredicate predicate, String... keys) {
    return new KeyStatement(TABLE, plan(predicate, LookupPlan.Access.PARTITION, keys));
  }

  private static LookupPlan plan(CqlPredicate predicate, LookupPlan.Access access, String... keys) {
    List<KeyField> fields = new ArrayList<>();
    for (String key : keys) {
      fields.add(new KeyField(fields.size(), key, new IntType()));
    }
    return new LookupPlan(
        null,
        new TableDeclaration(NAME, List.of(), List.of()),
        List.of(),
        predicate,
        access,
        fields,
        null);
  }

  private static KeyColumns.Column partition(String name) {
    return new KeyColumns.Column(name, DataTypes.INT, null);
  }

  private static KeyColumns.Column clustering(String name) {
    return new KeyColumns.Column(name, DataTypes.INT, ClusteringOrder.ASC);
  }
}
