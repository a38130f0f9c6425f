package io.cosmoscassandra.flink.schema;

import static io.cosmoscassandra.flink.kit.Declarations.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import io.cosmoscassandra.flink.kit.Declarations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateTableStatementTest {

  private static final TableCreationSettings PLAIN = new TableCreationSettings(List.of(), "");

  private static Declarations orders() {
    return declare("shop", "orders")
        .column("note", DataTypes.STRING())
        .column("customer", DataTypes.STRING())
        .column("region", DataTypes.STRING())
        .column("number", DataTypes.INT());
  }

  private static String cql(Declarations declaration, TableCreationSettings creation) {
    return new CreateTableStatement(declaration.build(), creation).cql();
  }

  private static List<String> problemsOf(Declarations declaration, TableCreationSettings creation) {
    return new CreateTableStatement(declaration.build(), creation).problems();
  }

  @Test
  void firstColumnOfThePrimaryKeyIsThePartitionKey() {
    assertThat(cql(orders().primaryKey("customer", "region", "number"), PLAIN))
        .isEqualTo(
            """
            CREATE TABLE IF NOT EXISTS shop.orders (
              note text,
              customer text,
              region text,
              number int,
              PRIMARY KEY ((customer), region, number)
            )\
            """);
  }

  @Test
  void layoutDecidesWhatTheDeclarationLeavesOpen() {
    TableLayout layout =
        new TableLayout(
            List.of("customer"),
            "partition-key",
            Map.of("number", ClusteringOrder.DESC),
            Set.of("note"),
            Map.of("region", com.datastax.oss.driver.api.core.type.DataTypes.UUID),
            "gc_grace_seconds = 60");

    assertThat(
            new CreateTableStatement(
                    orders().primaryKey("customer", "region", "number").build(), layout)
                .cql())
        .isEqualTo(
            """
            CREATE TABLE IF NOT EXISTS shop.orders (
              note text STATIC,
              customer text,
              region uuid,
              number int,
              PRIMARY KEY ((customer), region, number)
            ) WITH CLUSTERING ORDER BY (region ASC, number DESC) AND gc_grace_seconds = 60\
            """);
  }

  @Test
  void partitionKeyIsNamedInItsOwnOrder() {
    assertThat(
            cql(
                orders().primaryKey("customer", "region", "number"),
                new TableCreationSettings(List.of("number", "customer"), "")))
        .contains("PRIMARY KEY ((number, customer), region)");
  }

  @Test
  void wholePrimaryKeyMayBeThePartitionKey() {
    assertThat(
            cql(
                orders().primaryKey("customer", "number"),
                new TableCreationSettings(List.of("customer", "number"), "")))
        .contains("PRIMARY KEY ((customer, number))");
  }

  @Test
  void optionsFollowWith() {
    assertThat(
            cql(
                orders().primaryKey("number"),
                new TableCreationSettings(
                    List.of(), " cosmosdb_provisioned_throughput=4000 AND comment='with x;' ")))
        .endsWith("\n) WITH cosmosdb_provisioned_throughput=4000 AND comment='with x;'");
  }

  @Test
  void namesAreQuotedWhereTheyHaveToBe() {
    assertThat(
            cql(
                declare("Shop", "order")
                    .column("Select", DataTypes.STRING())
                    .column("to", DataTypes.INT())
                    .column("a\"b", DataTypes.INT())
                    .primaryKey("Select", "to"),
                PLAIN))
        .isEqualTo(
            """
            CREATE TABLE IF NOT EXISTS "Shop"."order" (
              "Select" text,
              "to" int,
              "a""b" int,
              PRIMARY KEY (("Select"), "to")
            )\
            """);
  }

  @Test
  void everyCollectionAndTupleIsFrozen() {
    assertThat(
            cql(
                declare("shop", "t")
                    .column("k", DataTypes.MULTISET(DataTypes.STRING()))
                    .column("l", DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INT())))
                    .column("s", DataTypes.MULTISET(DataTypes.STRING()))
                    .column(
                        "m", DataTypes.MAP(DataTypes.STRING(), DataTypes.ARRAY(DataTypes.STRING())))
                    .column(
                        "r", DataTypes.ROW(DataTypes.FIELD("a", DataTypes.ARRAY(DataTypes.INT()))))
                    .primaryKey("k"),
                PLAIN))
        .isEqualTo(
            """
            CREATE TABLE IF NOT EXISTS shop.t (
              k frozen<map<text, int>>,
              l frozen<list<frozen<list<int>>>>,
              s frozen<map<text, int>>,
              m frozen<map<text, frozen<list<text>>>>,
              r frozen<tuple<frozen<list<int>>>>,
              PRIMARY KEY ((k))
            )\
            """);
  }

  @Test
  void everyTableHasAPrimaryKey() {
    assertThat(problemsOf(orders().primaryKey(), PLAIN))
        .containsExactly(
            "No primary key is declared, and every table of Cassandra has one. Declare it, for"
                + " example: PRIMARY KEY (`note`) NOT ENFORCED.");
  }

  @Test
  void partitionKeyIsMisspelt() {
    assertThat(
            problemsOf(
                orders().primaryKey("customer", "number"),
                new TableCreationSettings(List.of("Customer"), "")))
        .containsExactly(
            "The option 'sink.create-table.partition-key' names 'Customer', which is not in the"
                + " declared primary key (`customer`, `number`). Did you mean 'customer'? Names are"
                + " case-sensitive.");
  }

  @Test
  void partitionKeyIsOutsideOfThePrimaryKey() {
    assertThat(
            problemsOf(
                orders().primaryKey("customer", "number"),
                new TableCreationSettings(List.of("customer", "region"), "")))
        .containsExactly(
            "The option 'sink.create-table.partition-key' names 'region', which is not in the"
                + " declared primary key (`customer`, `number`). Name columns of the primary key,"
                + " or add it there.");
  }

  @Test
  void partitionKeyIsNamedTwice() {
    assertThat(
            problemsOf(
                orders().primaryKey("customer", "number"),
                new TableCreationSettings(List.of("customer", "customer"), "")))
        .containsExactly(
            "The option 'sink.create-table.partition-key' names 'customer' twice. Name each column"
                + " once.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WITH comment = 'x'", "with\ncomment = 'x'", "comment = 'x';"})
  void optionsAreTooMuch(String options) {
    assertThat(
            problemsOf(
                orders().primaryKey("customer"), new TableCreationSettings(List.of(), options)))
        .containsExactly(
            "The option 'sink.create-table.options' is the CQL between WITH and the end of the"
                + " statement, without WITH and without a semicolon, for example:"
                + " default_time_to_live = 86400. It is: "
                + options);
  }

  @Test
  void typeIsNotForKeys() {
    assertThat(
            problemsOf(
                declare("shop", "t")
                    .column("k", DataTypes.INTERVAL(DataTypes.DAY(), DataTypes.SECOND()))
                    .column("l", DataTypes.ARRAY(DataTypes.INTERVAL(DataTypes.DAY())))
                    .column("v", DataTypes.INTERVAL(DataTypes.DAY()))
                    .primaryKey("k", "l"),
                PLAIN))
        .containsExactly(
            "Column 'k' would be of type duration, which the server does not allow in a primary"
                + " key. Take it out of the primary key, or declare another type.",
            "Column 'l' would be of type frozen<list<duration>>, which the server does not allow in"
                + " a primary key. Take it out of the primary key, or declare another type.");
  }

  @Test
  void allProblemsAreToldAtOnce() {
    DeclarationException refusal =
        catchThrowableOfType(
            DeclarationException.class,
            () ->
                cql(
                    declare("shop", "t")
                        .column("k", DataTypes.STRING())
                        .column("b", DataTypes.TIMESTAMP_WITH_TIME_ZONE(3)),
                    new TableCreationSettings(List.of(), "x;")));
    assertThat(refusal)
        .hasMessage(
            """
            Table shop.t cannot be created from its declaration:
              - No primary key is declared, and every table of Cassandra has one. Declare it, for example: PRIMARY KEY (`k`) NOT ENFORCED.
              - The option 'sink.create-table.options' is the CQL between WITH and the end of the statement, without WITH and without a semicolon, for example: default_time_to_live = 86400. It is: x;
              - Column 'b': there is no CQL type for TIMESTAMP(3) WITH TIME ZONE\
            """);
  }
}
