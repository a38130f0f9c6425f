package io.cosmoscassandra.flink.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.CqlPredicate.Condition;
import io.cosmoscassandra.flink.read.CqlPredicate.Operator;
import io.cosmoscassandra.flink.read.CqlPredicate.PartitionKey;
import io.cosmoscassandra.flink.read.CqlValue;
import io.cosmoscassandra.flink.read.KeyField;
import io.cosmoscassandra.flink.read.LookupPlan;
import io.cosmoscassandra.flink.read.ReadField;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.junit.jupiter.api.Test;

/** The columns of a join that the server compares, and those that are compared afterwards. */
class JoinKeysTest {

  private static final LogicalType INT = new IntType();

  private static final CqlValue ONE = new CqlValue(new byte[] {0, 0, 0, 1});

  private static final JoinKeys.Searchable TABLE =
      new JoinKeys.Searchable(
          List.of("shop", "customer"), List.of("day", "line"), List.of("note", "author"));

  @Test
  void wholeKeyIsComparedByTheServer() {
    JoinKeys keys = divide(CqlPredicate.ALL, "shop", "customer", "day", "line");

    assertThat(names(keys)).containsExactly("shop", "customer", "day", "line");
    assertThat(keys.checked()).isEmpty();
    assertThat(keys.missing()).isEmpty();
  }

  @Test
  void keysKeepTheirPositionsWhateverTheOrderOfTheColumns() {
    JoinKeys keys = divide(CqlPredicate.ALL, "line", "note", "customer", "shop", "day");

    assertThat(keys.bound())
        .containsExactly(
            new KeyField(3, "shop", INT),
            new KeyField(2, "customer", INT),
            new KeyField(4, "day", INT),
            new KeyField(0, "line", INT));
    assertThat(keys.checked()).containsExactly(new CheckedField(1, 1, INT));
  }

  @Test
  void clusteringColumnBehindAGapIsComparedAfterwards() {
    JoinKeys keys = divide(CqlPredicate.ALL, "shop", "customer", "line");

    assertThat(names(keys)).containsExactly("shop", "customer");
    assertThat(keys.checked()).extracting(CheckedField::position).containsExactly(2);
  }

  @Test
  void missingColumnsOfThePartitionKeyAreNamed() {
    assertThat(divide(CqlPredicate.ALL, "day", "line").missing())
        .containsExactly("shop", "customer");
    assertThat(divide(CqlPredicate.ALL, "shop").missing()).containsExactly("customer");
  }

  @Test
  void partitionsOfTheQueryStandForColumnsOfTheKey() {
    CqlPredicate partition =
        new CqlPredicate(List.of(new PartitionKey(List.of(ONE, ONE))), List.of());
    JoinKeys keys = divide(partition, "customer", "day");

    assertThat(names(keys)).containsExactly("customer", "day");
    assertThat(keys.missing()).isEmpty();
  }

  /** An index finds the values of the second clustering column, and none those of the first. */
  @Test
  void clusteringColumnBeforeAnIndexedOneIsComparedAfterwards() {
    JoinKeys.Searchable table =
        new JoinKeys.Searchable(List.of("shop"), List.of("customer", "day", "line"), List.of());
    Condition line = new Condition("line", Operator.EQUAL, List.of(ONE));
    List<JoinKeys.Produced> rows = List.of(column("shop"), column("customer"));
    int[] keys = {0, 1};

    JoinKeys found = JoinKeys.divide(table, rows, keys, new CqlPredicate(null, List.of(line)));
    JoinKeys filtered =
        JoinKeys.divide(table, rows, keys, new CqlPredicate(null, List.of(line), true));

    assertThat(names(found)).containsExactly("shop");
    assertThat(found.checked()).extracting(CheckedField::position).containsExactly(1);
    assertThat(names(filtered)).containsExactly("shop", "customer");
  }

  @Test
  void conditionOnAColumnOfThePartitionKeyStandsForIt() {
    CqlPredicate shop =
        new CqlPredicate(null, List.of(new Condition("shop", Operator.EQUAL, List.of(ONE))), true);

    assertThat(divide(shop, "customer").missing()).isEmpty();
  }

  @Test
  void singleValuesOfTheQueryCloseAGap() {
    CqlPredicate point = clustering(Operator.IN);

    assertThat(names(divide(point, "shop", "customer", "line")))
        .containsExactly("shop", "customer", "line");
  }

  @Test
  void rangeOfTheQueryClosesNoGap() {
    CqlPredicate range = clustering(Operator.GREATER);
    JoinKeys keys = divide(range, "shop", "customer", "line");

    assertThat(names(keys)).containsExactly("shop", "customer");
    assertThat(keys.checked()).extracting(CheckedField::field).containsExactly(2);
  }

  @Test
  void metadataIsComparedAfterwards() {
    JoinKeys keys =
        JoinKeys.divide(
            TABLE,
            List.of(
                column("shop"),
                column("customer"),
                new JoinKeys.Produced(new ReadField.Token(), INT)),
            new int[] {0, 1, 2},
            CqlPredicate.ALL);

    assertThat(keys.checked()).containsExactly(new CheckedField(2, 2, INT));
  }

  @Test
  void indexesFindRowsWithoutThePartitionKey() {
    JoinKeys keys = divide(CqlPredicate.ALL, "shop", "author", "line", "note");

    assertThat(keys.access()).isEqualTo(LookupPlan.Access.INDEX);
    assertThat(names(keys)).containsExactly("note", "author");
    assertThat(keys.checked()).extracting(CheckedField::position).containsExactly(0, 2);
    assertThat(keys.missing()).isEmpty();
  }

  @Test
  void partitionKeyIsPreferredToIndexes() {
    JoinKeys keys = divide(CqlPredicate.ALL, "note", "shop", "customer");

    assertThat(keys.access()).isEqualTo(LookupPlan.Access.PARTITION);
    assertThat(names(keys)).containsExactly("shop", "customer");
    assertThat(keys.checked()).extracting(CheckedField::position).containsExactly(0);
  }

  @Test
  void indexesAreOfNoUseBesideConditionsThatHaveNone() {
    List<Condition> other = List.of(new Condition("title", Operator.EQUAL, List.of(ONE)));
    List<Condition> indexed = List.of(new Condition("author", Operator.EQUAL, List.of(ONE)));

    assertThat(divide(new CqlPredicate(null, other, false), "note").missing()).isNotEmpty();
    assertThat(divide(new CqlPredicate(null, other, true), "note").missing()).isEmpty();
    assertThat(divide(new CqlPredicate(null, indexed, false), "note").missing()).isEmpty();
  }

  private static CqlPredicate clustering(Operator operator) {
    return new CqlPredicate(
        List.of(new PartitionKey(List.of(ONE, ONE))),
        List.of(new Condition("day", operator, List.of(ONE))));
  }

  private static JoinKeys divide(CqlPredicate predicate, String... columns) {
    int[] keys = new int[columns.length];
    Arrays.setAll(keys, i -> i);
    return JoinKeys.divide(
        TABLE, Arrays.stream(columns).map(JoinKeysTest::column).toList(), keys, predicate);
  }

  private static JoinKeys.Produced column(String name) {
    return new JoinKeys.Produced(new ReadField.Column(name, INT), INT);
  }

  private static List<String> names(JoinKeys keys) {
    return keys.bound().stream().map(KeyField::column).toList();
  }
}
