package io.cosmoscassandra.flink.table.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.CqlPredicate.Operator;
import io.cosmoscassandra.flink.table.pushdown.FilterColumn.Index;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinition;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.types.DataType;
import org.junit.jupiter.api.Test;

class FilterPushDownTest {

  private static final DataType STRING = org.apache.flink.table.api.DataTypes.STRING();
  private static final DataType BIGINT = org.apache.flink.table.api.DataTypes.BIGINT();
  private static final DataType INT = org.apache.flink.table.api.DataTypes.INT();
  private static final DataType DECIMAL = org.apache.flink.table.api.DataTypes.DECIMAL(10, 2);

  private static final FieldReferenceExpression CUSTOMER = field("customer", STRING);
  private static final FieldReferenceExpression SHOP = field("shop", INT);
  private static final FieldReferenceExpression ORDER = field("order_id", BIGINT);
  private static final FieldReferenceExpression LINE = field("line", INT);
  private static final FieldReferenceExpression NOTE = field("note", STRING);

  private static final PushableTable TABLE =
      new PushableTable(
          List.of(column("customer", STRING, DataTypes.TEXT), column("shop", INT, DataTypes.INT)),
          List.of(column("order_id", BIGINT, DataTypes.BIGINT), column("line", INT, DataTypes.INT)),
          List.of(),
          Filtering.NONE);

  @Test
  void aCompleteKeyIsOnePartition() {
    FilterPushDown.Result result = divide(equal(CUSTOMER, "Ann"), equal(SHOP, 1));

    assertThat(result.remaining()).isEmpty();
    assertThat(result.predicate().partitions()).hasSize(1);
    assertThat(result.predicate().conditions()).isEmpty();
  }

  @Test
  void aPartOfThePartitionKeyIsLeftToFlink() {
    assertIsLeftToFlink(equal(CUSTOMER, "Ann"));
  }

  @Test
  void aColumnOutsideOfTheKeyIsLeftToFlink() {
    ResolvedExpression note = equal(NOTE, "x");

    FilterPushDown.Result result = divide(equal(CUSTOMER, "Ann"), note, equal(SHOP, 1));

    assertThat(result.remaining()).containsExactly(note);
    assertThat(result.accepted()).hasSize(2);
  }

  @Test
  void boundsOfADeleteAreOneRange() {
    Optional<CqlPredicate> rows =
        FilterPushDown.whole(
            TABLE,
            List.of(
                atLeast(ORDER, 1L),
                and(equal(CUSTOMER, "Ann"), equal(SHOP, 1)),
                lessThan(ORDER, 4L)));

    assertThat(rows.orElseThrow().partitions()).hasSize(1);
    assertThat(rows.orElseThrow().conditions()).hasSize(2);
  }

  @Test
  void deleteWithAnyOtherConditionIsLeftToFlink() {
    assertThat(
            FilterPushDown.whole(
                TABLE, List.of(equal(CUSTOMER, "Ann"), equal(SHOP, 1), equal(NOTE, "x"))))
        .isEmpty();
    assertThat(
            FilterPushDown.whole(
                TABLE, List.of(equal(CUSTOMER, "Ann"), equal(SHOP, 1), equal(LINE, 1))))
        .isEmpty();
    assertThat(FilterPushDown.whole(TABLE, List.of(equal(CUSTOMER, "Ann")))).isEmpty();
  }

  @Test
  void listsOfValuesAreMultiplied() {
    FilterPushDown.Result result =
        divide(
            or(equal(CUSTOMER, "Ann"), equal(CUSTOMER, "Bob")), or(equal(SHOP, 1), equal(SHOP, 2)));

    assertThat(result.predicate().partitions()).hasSize(4).doesNotHaveDuplicates();
    assertThat(result.remaining()).isEmpty();
  }

  @Test
  void aValueThatIsListedTwiceIsReadOnce() {
    FilterPushDown.Result result =
        divide(or(equal(CUSTOMER, "Ann"), equal(CUSTOMER, "Ann")), equal(SHOP, 1));

    assertThat(result.predicate().partitions()).hasSize(1);
  }

  @Test
  void aRangeOfWholeNumbersIsAListOfValues() {
    FilterPushDown.Result result =
        divide(equal(CUSTOMER, "Ann"), and(atLeast(SHOP, 1), lessThan(SHOP, 4)));

    assertThat(result.predicate().partitions()).hasSize(3);
    assertThat(result.remaining()).isEmpty();
  }

  @Test
  void theBoundsOfARangeMayComeApart() {
    FilterPushDown.Result result =
        divide(atLeast(SHOP, 1), equal(CUSTOMER, "Ann"), lessThan(SHOP, 4));

    assertThat(result.predicate().partitions()).hasSize(3);
    assertThat(result.remaining()).isEmpty();
  }

  @Test
  void ofTwoBoundsInOneDirectionTheFirstIsPushedDown() {
    FilterPushDown.Result result =
        divide(filtering(true, Index.NONE), atLeast(LINE, 1), lessThan(LINE, 9), atLeast(LINE, 3));

    assertThat(result.accepted()).containsExactly(atLeast(LINE, 1), lessThan(LINE, 9));
    assertThat(result.remaining()).containsExactly(atLeast(LINE, 3));
  }

  @Test
  void aRangeWithoutNumbersIsNoPartition() {
    FilterPushDown.Result result =
        divide(equal(CUSTOMER, "Ann"), and(atLeast(SHOP, 4), lessThan(SHOP, 4)));

    assertThat(result.predicate().isNever()).isTrue();
  }

  @Test
  void aRangeThatIsOpenOrTooLargeIsLeftToFlink() {
    assertIsLeftToFlink(equal(CUSTOMER, "Ann"), atLeast(SHOP, 1));
    assertIsLeftToFlink(equal(CUSTOMER, "Ann"), and(atLeast(SHOP, 1), lessThan(SHOP, 1_000_000)));
  }

  @Test
  void moreThanAThousandPartitionsAreLeftToFlink() {
    assertIsLeftToFlink(
        or(equal(CUSTOMER, "Ann"), equal(CUSTOMER, "Bob")),
        and(atLeast(SHOP, 0), lessThan(SHOP, 501)));
  }

  @Test
  void clusteringColumnsGoAlongInTheirOrder() {
    FilterPushDown.Result result =
        divide(
            equal(CUSTOMER, "Ann"),
            equal(SHOP, 1),
            equal(ORDER, 7L),
            and(atLeast(LINE, 1), lessThan(LINE, 9)));

    assertThat(result.remaining()).isEmpty();
    assertThat(result.predicate().conditions())
        .extracting(CqlPredicate.Condition::column, CqlPredicate.Condition::operator)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("order_id", Operator.EQUAL),
            org.assertj.core.groups.Tuple.tuple("line", Operator.GREATER_OR_EQUAL),
            org.assertj.core.groups.Tuple.tuple("line", Operator.LESS));
  }

  /** The planner makes these two conditions of {@code order_id > 7 OR (order_id = 7 AND …)}. */
  @Test
  void whatComesAfterARowBeginsWithItsFirstColumn() {
    ResolvedExpression next = or(greater(ORDER, 7L), greater(LINE, 2));

    FilterPushDown.Result result =
        divide(
            equal(CUSTOMER, "Ann"), equal(SHOP, 1), or(greater(ORDER, 7L), equal(ORDER, 7L)), next);

    assertThat(result.remaining()).containsExactly(next);
    assertThat(result.predicate().conditions())
        .extracting(CqlPredicate.Condition::column, CqlPredicate.Condition::operator)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("order_id", Operator.GREATER_OR_EQUAL));
  }

  @Test
  void alternativesThatAreNoRangeAreLeftToFlink() {
    for (ResolvedExpression alternatives :
        List.of(
            or(greater(ORDER, 7L), equal(ORDER, 6L)),
            or(greater(ORDER, 7L), lessThan(ORDER, 7L)),
            or(greater(ORDER, 7L), or(equal(ORDER, 7L), equal(ORDER, 5L))),
            or(and(greater(ORDER, 1L), lessThan(ORDER, 7L)), equal(ORDER, 7L)))) {
      assertThat(divide(equal(CUSTOMER, "Ann"), equal(SHOP, 1), alternatives).remaining())
          .containsExactly(alternatives);
    }
  }

  @Test
  void whatComesAfterARangeIsLeftToFlink() {
    ResolvedExpression line = equal(LINE, 1);

    FilterPushDown.Result result =
        divide(equal(CUSTOMER, "Ann"), equal(SHOP, 1), lessThan(ORDER, 7L), line);

    assertThat(result.remaining()).containsExactly(line);
  }

  @Test
  void aClusteringColumnAfterAGapIsLeftToFlink() {
    ResolvedExpression line = equal(LINE, 1);

    FilterPushDown.Result result = divide(equal(CUSTOMER, "Ann"), equal(SHOP, 1), line);

    assertThat(result.remaining()).containsExactly(line);
  }

  @Test
  void theOperandsMayStandInEitherOrder() {
    ResolvedExpression mirrored =
        call(BuiltInFunctionDefinitions.LESS_THAN, literal(7L, BIGINT), ORDER);

    FilterPushDown.Result result = divide(equal(CUSTOMER, "Ann"), equal(SHOP, 1), mirrored);

    assertThat(result.predicate().conditions())
        .extracting(CqlPredicate.Condition::operator)
        .containsExactly(Operator.GREATER);
  }

  @Test
  void whatWasAcceptedIsAcceptedAgainAlone() {
    FilterPushDown.Result first =
        divide(
            equal(NOTE, "x"),
            equal(LINE, 1),
            equal(CUSTOMER, "Ann"),
            equal(SHOP, 1),
            atLeast(ORDER, 7L));

    FilterPushDown.Result again = FilterPushDown.divide(TABLE, first.accepted());

    assertThat(again.remaining()).isEmpty();
    assertThat(again.predicate()).isEqualTo(first.predicate());
  }

  /** 1.0 and 1.00 are equal, but not the same partition key. */
  @Test
  void decimalsAreLeftToFlink() {
    PushableTable table =
        new PushableTable(
            List.of(column("price", DECIMAL, DataTypes.DECIMAL)),
            List.of(),
            List.of(),
            Filtering.NONE);
    ResolvedExpression price =
        call(
            BuiltInFunctionDefinitions.EQUALS,
            field("price", DECIMAL),
            literal(new BigDecimal("1.00"), DECIMAL));

    assertThat(FilterPushDown.divide(table, List.of(price)).accepted()).isEmpty();
  }

  /** Flink compares texts, and the text of a UUID can be written in several ways. */
  @Test
  void onlyTheCanonicalTextOfAUuidIsPushedDown() {
    PushableTable table =
        new PushableTable(
            List.of(column("id", STRING, DataTypes.UUID)), List.of(), List.of(), Filtering.NONE);
    String canonical = "0f8fad5b-d9cb-469f-a165-70867728950e";

    assertThat(acceptedOf(table, canonical)).hasSize(1);
    assertThat(acceptedOf(table, canonical.toUpperCase(java.util.Locale.ROOT))).isEmpty();
    assertThat(acceptedOf(table, "no UUID")).isEmpty();
  }

  @Test
  void filteringTakesWhatTheKeyDoesNot() {
    ResolvedExpression note = equal(NOTE, "x");
    ResolvedExpression line = and(atLeast(LINE, 1), lessThan(LINE, 9));

    FilterPushDown.Result result = divide(filtering(true, Index.NONE), note, line);

    assertThat(result.remaining()).isEmpty();
    assertThat(result.predicate().partitions()).isNull();
    assertThat(result.predicate().filtering()).isTrue();
    assertThat(result.predicate().conditions())
        .extracting(CqlPredicate.Condition::column)
        .containsExactly("note", "line", "line");
  }

  /** An empty value is null to Flink, and smaller than all others to the server. */
  @Test
  void aRangeThatIsOpenBelowLeavesOutEmptyValues() {
    FilterPushDown.Result result = divide(filtering(true, Index.NONE), lessThan(LINE, 9));

    assertThat(result.predicate().conditions())
        .extracting(CqlPredicate.Condition::operator)
        .containsExactly(Operator.GREATER_OR_EQUAL, Operator.LESS);
  }

  @Test
  void anIndexWorksWithoutFiltering() {
    ResolvedExpression note = equal(NOTE, "x");

    FilterPushDown.Result result =
        divide(filtering(false, Index.STORAGE_ATTACHED), note, equal(LINE, 1));

    assertThat(result.accepted()).containsExactly(note);
    assertThat(result.predicate().filtering()).isFalse();
    assertThat(divide(filtering(false, Index.STORAGE_ATTACHED), atLeast(NOTE, "x")).accepted())
        .isEmpty();
  }

  /** The server takes the clustering columns together, and no index finds the first one. */
  @Test
  void anIndexedClusteringColumnBehindARangeIsLeftToFlink() {
    ResolvedExpression[] conditions = {
      equal(CUSTOMER, "Ann"), equal(SHOP, 1), atLeast(ORDER, 7L), equal(LINE, 1), equal(NOTE, "x")
    };

    FilterPushDown.Result result =
        divide(filtering(false, Index.STORAGE_ATTACHED, Index.STORAGE_ATTACHED), conditions);

    assertThat(result.remaining()).containsExactly(conditions[3]);
    assertThat(divide(filtering(true, Index.STORAGE_ATTACHED, Index.NONE), conditions).remaining())
        .isEmpty();
  }

  @Test
  void withoutIndexOrFilteringAConditionIsLeftToFlink() {
    assertThat(divide(filtering(false, Index.NONE), equal(NOTE, "x")).accepted()).isEmpty();
  }

  @Test
  void listsAreLeftToFlinkInKeysThatAreNotRestrictedFromTheirBeginning() {
    ResolvedExpression lines = or(equal(LINE, 1), equal(LINE, 2));
    ResolvedExpression notes = or(equal(NOTE, "x"), equal(NOTE, "y"));

    FilterPushDown.Result result = divide(filtering(true, Index.NONE), lines, notes);

    assertThat(result.remaining()).containsExactly(lines);
  }

  /** Flink calls a part of a row as a column may be called. */
  @Test
  void conditionsOnPartsAreNotThoseOnColumnsOfTheirName() {
    PushableTable all = filtering(true, Index.NONE);

    assertThat(divide(all.without(Set.of("note")), equal(NOTE, "x")).accepted()).isEmpty();
    assertThat(
            divide(TABLE.without(Set.of("shop")), equal(CUSTOMER, "Ann"), equal(SHOP, 1))
                .accepted())
        .isEmpty();
    assertThat(
            divide(
                    TABLE.without(Set.of("order_id")),
                    equal(CUSTOMER, "Ann"),
                    equal(SHOP, 1),
                    equal(ORDER, 7L))
                .accepted())
        .hasSize(2);
  }

  private static PushableTable filtering(boolean withoutIndex, Index ofNote) {
    return filtering(withoutIndex, Index.NONE, ofNote);
  }

  private static PushableTable filtering(boolean withoutIndex, Index ofLine, Index ofNote) {
    return new PushableTable(
        TABLE.partition(),
        TABLE.clustering(),
        List.of(),
        new Filtering(
            List.of(
                new FilterColumn(column("line", INT, DataTypes.INT), ofLine, true),
                new FilterColumn(column("note", STRING, DataTypes.TEXT), ofNote, false)),
            withoutIndex,
            true));
  }

  private static FilterPushDown.Result divide(
      PushableTable table, ResolvedExpression... conditions) {
    return FilterPushDown.divide(table, List.of(conditions));
  }

  private static List<ResolvedExpression> acceptedOf(PushableTable table, String id) {
    return FilterPushDown.divide(table, List.of(equal(field("id", STRING), id))).accepted();
  }

  private static FilterPushDown.Result divide(ResolvedExpression... conditions) {
    return FilterPushDown.divide(TABLE, List.of(conditions));
  }

  private static void assertIsLeftToFlink(ResolvedExpression... conditions) {
    FilterPushDown.Result result = divide(conditions);
    assertThat(result.accepted()).isEmpty();
    assertThat(result.remaining()).containsExactly(conditions);
    assertThat(result.predicate()).isEqualTo(CqlPredicate.ALL);
  }

  private static PushableColumn column(
      String name, DataType type, com.datastax.oss.driver.api.core.type.DataType cqlType) {
    return new PushableColumn(name, type.getLogicalType(), cqlType);
  }

  private static FieldReferenceExpression field(String name, DataType type) {
    return new FieldReferenceExpression(name, type, 0, 0);
  }

  private static ResolvedExpression equal(FieldReferenceExpression field, Object value) {
    return call(
        BuiltInFunctionDefinitions.EQUALS, field, literal(value, field.getOutputDataType()));
  }

  private static ResolvedExpression atLeast(FieldReferenceExpression field, Object value) {
    return call(
        BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL,
        field,
        literal(value, field.getOutputDataType()));
  }

  private static ResolvedExpression greater(FieldReferenceExpression field, Object value) {
    return call(
        BuiltInFunctionDefinitions.GREATER_THAN, field, literal(value, field.getOutputDataType()));
  }

  private static ResolvedExpression lessThan(FieldReferenceExpression field, Object value) {
    return call(
        BuiltInFunctionDefinitions.LESS_THAN, field, literal(value, field.getOutputDataType()));
  }

  private static ResolvedExpression and(ResolvedExpression... parts) {
    return call(BuiltInFunctionDefinitions.AND, parts);
  }

  private static ResolvedExpression or(ResolvedExpression... parts) {
    return call(BuiltInFunctionDefinitions.OR, parts);
  }

  private static ValueLiteralExpression literal(Object value, DataType type) {
    return new ValueLiteralExpression(value, type.notNull());
  }

  private static CallExpression call(
      BuiltInFunctionDefinition function, ResolvedExpression... operands) {
    return CallExpression.permanent(
        function, Arrays.asList(operands), org.apache.flink.table.api.DataTypes.BOOLEAN());
  }
}
