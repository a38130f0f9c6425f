package io.cosmoscassandra.flink.type;

import static com.datastax.oss.driver.api.core.type.DataTypes.BIGINT;
import static com.datastax.oss.driver.api.core.type.DataTypes.COUNTER;
import static com.datastax.oss.driver.api.core.type.DataTypes.DATE;
import static com.datastax.oss.driver.api.core.type.DataTypes.DECIMAL;
import static com.datastax.oss.driver.api.core.type.DataTypes.INT;
import static com.datastax.oss.driver.api.core.type.DataTypes.TEXT;
import static com.datastax.oss.driver.api.core.type.DataTypes.frozenListOf;
import static com.datastax.oss.driver.api.core.type.DataTypes.frozenMapOf;
import static com.datastax.oss.driver.api.core.type.DataTypes.listOf;
import static com.datastax.oss.driver.api.core.type.DataTypes.mapOf;
import static com.datastax.oss.driver.api.core.type.DataTypes.setOf;
import static com.datastax.oss.driver.api.core.type.DataTypes.tupleOf;
import static io.cosmoscassandra.flink.type.DeclarationKit.declare;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.internal.core.type.UserDefinedTypeBuilder;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetValidatorTest {

  private static final Metadata SCHEMA =
      SchemaKit.schema()
          .keyspace("system_auth")
          .virtualKeyspace("engine_room")
          .keyspace("empty_ks")
          .keyspace("MixedCase")
          .keyspace(
              "shop",
              ks ->
                  ks.table("books", t -> t.partitionKey("id", TEXT).column("price", DECIMAL))
                      .table(
                          "orders",
                          t ->
                              t.partitionKey("customer", TEXT)
                                  .partitionKey("region", TEXT)
                                  .clustering("day", DATE)
                                  .clustering("number", INT)
                                  .staticColumn("rating", INT)
                                  .column("amount", DECIMAL)
                                  .column("note", TEXT))
                      .table(
                          "visits",
                          t ->
                              t.partitionKey("page", TEXT)
                                  .column("views", COUNTER)
                                  .column("likes", COUNTER))
                      .table(
                          "collections",
                          t ->
                              t.partitionKey("id", TEXT)
                                  .column("tags", listOf(TEXT))
                                  .column("fixed_tags", frozenListOf(TEXT))
                                  .column("nested", frozenMapOf(TEXT, frozenListOf(INT)))
                                  .column("unfrozen_map", mapOf(TEXT, frozenListOf(INT)))
                                  .column("labels", setOf(TEXT))
                                  .column("pair", tupleOf(TEXT, listOf(INT))))
                      .table(
                          "Order",
                          t ->
                              t.partitionKey("Select", TEXT)
                                  .clustering("primary key", INT)
                                  .column("a\"b", TEXT)
                                  .column("token", TEXT))
                      .table("edges", t -> t.partitionKey("from_id", INT).clustering("to_id", INT))
                      .view("books_by_price", "books"))
          .build();

  private static DeclarationKit books() {
    return declare("shop", "books")
        .column("id", DataTypes.STRING())
        .column("price", DataTypes.DECIMAL(10, 2))
        .primaryKey("id");
  }

  private static DeclarationKit orders() {
    return declare("shop", "orders")
        .column("customer", DataTypes.STRING())
        .column("region", DataTypes.STRING())
        .column("day", DataTypes.DATE())
        .column("number", DataTypes.INT());
  }

  private static DeclarationKit visits() {
    return declare("shop", "visits").column("page", DataTypes.STRING()).primaryKey("page");
  }

  private static DeclarationKit collections() {
    return declare("shop", "collections").column("id", DataTypes.STRING()).primaryKey("id");
  }

  private static TargetTable validated(DeclarationKit declaration) {
    return TargetValidator.validate(declaration.build(), SCHEMA, new PlainTypes());
  }

  private static List<String> problemsOf(DeclarationKit declaration) {
    return problemsOf(declaration, SCHEMA);
  }

  private static List<String> problemsOf(DeclarationKit declaration, Metadata schema) {
    DeclarationException refusal =
        catchThrowableOfType(
            DeclarationException.class,
            () -> TargetValidator.validate(declaration.build(), schema, new PlainTypes()));
    assertThat(refusal).as("the refusal").isNotNull();
    return refusal.problems();
  }

  @Nested
  class Keyspaces {

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
      SchemaKit many = SchemaKit.schema();
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
      assertThat(problemsOf(books(), SchemaKit.schema().keyspace("system").build()))
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
              "Keyspace '%s' belongs to the server and is never written by a sink. Name a keyspace of your own in the option 'keyspace'."
                  .formatted(keyspace));
    }
  }

  @Nested
  class Tables {

    @Test
    void differsInCase() {
      assertThat(problemsOf(declare("shop", "Books")))
          .containsExactly(
              "Table 'Books' does not exist in keyspace 'shop'. Did you mean 'books'? Names are"
                  + " case-sensitive. Correct the option 'table', or have the table created with"
                  + " 'sink.create-table' = 'true'.");
    }

    @Test
    void isMisspelt() {
      assertThat(problemsOf(declare("shop", "book")))
          .containsExactly(
              "Table 'book' does not exist in keyspace 'shop'. Did you mean 'books'? Correct the"
                  + " option 'table', or have the table created with 'sink.create-table' ="
                  + " 'true'.");
    }

    @Test
    void isLikeNoOther() {
      assertThat(problemsOf(declare("shop", "suppliers")))
          .containsExactly(
              "Table 'suppliers' does not exist in keyspace 'shop'. There are: 'Order', 'books',"
                  + " 'collections', 'edges', 'orders', 'visits'. Correct the option 'table', or"
                  + " have the table created with 'sink.create-table' = 'true'.");
    }

    @Test
    void doNotExistAtAll() {
      assertThat(problemsOf(declare("empty_ks", "books")))
          .containsExactly(
              "Table 'books' does not exist in keyspace 'empty_ks'. The keyspace has no tables."
                  + " Correct the option 'table', or have the table created with"
                  + " 'sink.create-table' = 'true'.");
    }

    @Test
    void isAMaterializedView() {
      assertThat(problemsOf(declare("shop", "books_by_price")))
          .containsExactly(
              "shop.books_by_price is a materialized view, which the server derives from"
                  + " shop.books. Write to the base table: 'table' = 'books'.");
    }
  }

  @Nested
  class Columns {

    @Test
    void differsInCase() {
      assertThat(problemsOf(books().column("Price", DataTypes.INT())))
          .containsExactly(
              "Table shop.books has no column 'Price'. There are: 'id', 'price'. Take the column"
                  + " out of the declaration, or add it to the table.");
      assertThat(
              problemsOf(
                  declare("shop", "books")
                      .column("id", DataTypes.STRING())
                      .column("Price", DataTypes.DECIMAL(10, 2))
                      .primaryKey("id")))
          .containsExactly(
              "Table shop.books has no column 'Price'. Did you mean 'price'? Names are"
                  + " case-sensitive.");
    }

    @Test
    void isMisspelt() {
      assertThat(
              problemsOf(
                  declare("shop", "books")
                      .column("id", DataTypes.STRING())
                      .column("prise", DataTypes.DECIMAL(10, 2))
                      .primaryKey("id")))
          .containsExactly("Table shop.books has no column 'prise'. Did you mean 'price'?");
    }

    @Test
    void isLikeNoOther() {
      assertThat(problemsOf(books().column("publisher", DataTypes.STRING())))
          .containsExactly(
              "Table shop.books has no column 'publisher'. There are: 'id', 'price'. Take the"
                  + " column out of the declaration, or add it to the table.");
    }

    @Test
    void hasTheWrongType() {
      assertThat(
              problemsOf(
                  declare("shop", "books")
                      .column("id", DataTypes.STRING())
                      .column("price", DataTypes.STRING())
                      .primaryKey("id")))
          .containsExactly("Column 'price': STRING is not decimal.");
    }

    @Test
    void isAKeyOfTheWrongType() {
      assertThat(
              problemsOf(
                  declare("shop", "books").column("id", DataTypes.BIGINT()).primaryKey("id")))
          .containsExactly("Column 'id': BIGINT is not text.");
    }

    @Test
    void hasTheWrongTypeThoughItIsNotWritten() {
      assertThat(
              problemsOf(
                  declare("shop", "books")
                      .column("id", DataTypes.STRING())
                      .column("price", DataTypes.STRING())
                      .primaryKey("id")
                      .insertsInto("id")))
          .containsExactly("Column 'price': STRING is not decimal.");
    }

    @Test
    void areWrongInSeveralWays() {
      assertThat(
              problemsOf(
                  orders()
                      .column("Note", DataTypes.STRING())
                      .column("amont", DataTypes.DECIMAL(10, 2))
                      .column("weight", DataTypes.INT())
                      .primaryKey("customer", "region", "day", "number")))
          .containsExactly(
              "Table shop.orders has no column 'Note'. Did you mean 'note'? Names are"
                  + " case-sensitive.",
              "Table shop.orders has no column 'amont'. Did you mean 'amount'?",
              "Table shop.orders has no column 'weight'. There are: 'amount', 'customer', 'day',"
                  + " 'note', 'number', 'rating', 'region'. Take the column out of the declaration,"
                  + " or add it to the table.");
    }
  }

  @Nested
  class PrimaryKeys {

    @Test
    void isNotDeclared() {
      assertThat(problemsOf(orders().primaryKey()))
          .containsExactly(
              "No primary key is declared, and rows of shop.orders are written by key. Declare that"
                  + " of the table: PRIMARY KEY (`customer`, `region`, `day`, `number`) NOT"
                  + " ENFORCED.");
    }

    @Test
    void lacksAClusteringColumn() {
      assertThat(problemsOf(orders().primaryKey("customer", "region", "day")))
          .containsExactly(
              "The declared primary key (`customer`, `region`, `day`) is not that of shop.orders:"
                  + " it lacks 'number'. Declare: PRIMARY KEY (`customer`, `region`, `day`,"
                  + " `number`) NOT ENFORCED.");
    }

    @Test
    void lacksAPartitionKeyColumn() {
      assertThat(problemsOf(orders().primaryKey("number", "day", "customer")))
          .containsExactly(
              "The declared primary key (`number`, `day`, `customer`) is not that of shop.orders:"
                  + " it lacks 'region'. Declare: PRIMARY KEY (`customer`, `region`, `day`,"
                  + " `number`) NOT ENFORCED.");
    }

    @Test
    void hasARegularColumnTooMany() {
      assertThat(problemsOf(books().primaryKey("id", "price")))
          .containsExactly(
              "The declared primary key (`id`, `price`) is not that of shop.books: 'price' does not"
                  + " belong to it. Declare: PRIMARY KEY (`id`) NOT ENFORCED.");
    }

    @Test
    void isAnother() {
      assertThat(
              problemsOf(
                  orders()
                      .column("note", DataTypes.STRING())
                      .column("amount", DataTypes.DECIMAL(10, 2))
                      .primaryKey("customer", "region", "note", "amount")))
          .containsExactly(
              "The declared primary key (`customer`, `region`, `note`, `amount`) is not that of"
                  + " shop.orders: it lacks 'day', 'number', and 'note', 'amount' do not belong to"
                  + " it. Declare: PRIMARY KEY (`customer`, `region`, `day`, `number`) NOT"
                  + " ENFORCED.");
    }

    @Test
    void hasColumnsThatAreNotDeclared() {
      assertThat(
              problemsOf(
                  declare("shop", "edges")
                      .column("from_id", DataTypes.INT())
                      .primaryKey("from_id")))
          .containsExactly(
              "Column 'to_id' (int) is part of the primary key of shop.edges and is not declared."
                  + " Add it to the columns and to the primary key.",
              "The declared primary key (`from_id`) is not that of shop.edges: it lacks 'to_id'."
                  + " Declare: PRIMARY KEY (`from_id`, `to_id`) NOT ENFORCED.");
    }

    @Test
    void hasAMisspeltColumnWhichIsToldOnce() {
      assertThat(
              problemsOf(
                  declare("shop", "edges")
                      .column("from_id", DataTypes.INT())
                      .column("TO_ID", DataTypes.INT())
                      .primaryKey("from_id", "TO_ID")))
          .containsExactly(
              "Table shop.edges has no column 'TO_ID'. Did you mean 'to_id'? Names are"
                  + " case-sensitive.");
    }

    @Test
    void isCorrectedInFlinksSpelling() {
      assertThat(
              problemsOf(
                  declare("shop", "Order")
                      .column("Select", DataTypes.STRING())
                      .column("primary key", DataTypes.INT())
                      .primaryKey("Select")))
          .containsExactly(
              "The declared primary key (`Select`) is not that of shop.\"Order\": it lacks 'primary"
                  + " key'. Declare: PRIMARY KEY (`Select`, `primary key`) NOT ENFORCED.");
    }
  }

  @Nested
  class PartialInserts {

    @Test
    void lackOneKeyColumn() {
      assertThat(
              problemsOf(
                  orders()
                      .column("note", DataTypes.STRING())
                      .primaryKey("customer", "region", "day", "number")
                      .insertsInto("customer", "region", "number", "note")))
          .containsExactly(
              "The insert does not write key column 'day' of shop.orders. A row is written by its"
                  + " whole key, so name all of (`customer`, `region`, `day`, `number`) in the"
                  + " insert.");
    }

    @Test
    void lackTheWholeKey() {
      assertThat(problemsOf(books().insertsInto("price")))
          .containsExactly(
              "The insert does not write key column 'id' of shop.books. A row is written by its"
                  + " whole key, so name all of (`id`) in the insert.");
    }

    @Test
    void lackSeveralKeyColumns() {
      assertThat(
              problemsOf(
                  orders()
                      .primaryKey("customer", "region", "day", "number")
                      .insertsInto("customer", "number")))
          .containsExactly(
              "The insert does not write key columns 'region', 'day' of shop.orders. A row is"
                  + " written by its whole key, so name all of (`customer`, `region`, `day`,"
                  + " `number`) in the insert.");
    }

    @Test
    void mayWriteTheKeyOnly() {
      assertThat(validated(books().insertsInto("id")).columns())
          .extracting(TargetColumn::name)
          .containsExactly("id");
    }

    @Test
    void keepThePositionsOfTheWholeRow() {
      TargetTable target =
          validated(
              declare("shop", "orders")
                  .column("note", DataTypes.STRING())
                  .column("number", DataTypes.INT())
                  .column("amount", DataTypes.DECIMAL(10, 2))
                  .column("day", DataTypes.DATE())
                  .column("region", DataTypes.STRING())
                  .column("customer", DataTypes.STRING())
                  .primaryKey("number", "day", "region", "customer")
                  .insertsInto("customer", "region", "day", "number", "amount"));
      assertThat(target.columns())
          .extracting(TargetColumn::name)
          .containsExactly("customer", "region", "day", "number", "amount");
      assertThat(target.columns())
          .extracting(TargetColumn::position)
          .containsExactly(5, 4, 3, 1, 2);
    }
  }

  @Nested
  class Counters {

    @Test
    void areNotWrittenExactlyOnce() {
      assertThat(problemsOf(visits().column("views", DataTypes.BIGINT())))
          .containsExactly(
              "Table shop.visits has the counters 'views', 'likes', and an increment cannot be"
                  + " repeated without being counted twice. Use 'sink.delivery-guarantee' ="
                  + " 'at-least-once'.");
    }

    @Test
    void areNotWrittenByAChangelog() {
      assertThat(
              problemsOf(
                  visits().column("views", DataTypes.BIGINT()).atLeastOnce().updatesAndDeletes()))
          .containsExactly(
              "Table shop.visits has the counters 'views', 'likes', and the query also updates or"
                  + " deletes rows: an increment cannot be taken back. Write it from a query that"
                  + " only inserts.");
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
              "Nothing is written to the counters 'views', 'likes' of shop.visits, and a row of"
                  + " counters comes into being by an increment. Declare one of them and write"
                  + " it.");
    }

    @Test
    void haveOnlyIntegersAsIncrements() {
      assertThat(problemsOf(visits().column("views", DataTypes.STRING()).atLeastOnce()))
          .containsExactly("Column 'views': STRING is not counter.");
    }

    @Test
    void areWrittenAtLeastOnceByInserts() {
      TargetTable target =
          validated(
              visits()
                  .column("likes", DataTypes.BIGINT())
                  .column("views", DataTypes.BIGINT())
                  .insertsInto("page", "views")
                  .atLeastOnce());
      assertThat(target.isCounterTable()).isTrue();
      assertThat(target.columns()).extracting(TargetColumn::position).containsExactly(0, 2);
    }
  }

  @Nested
  class Lists {

    @Test
    void areNotWrittenExactlyOnceUnlessFrozen() {
      assertThat(problemsOf(collections().column("tags", DataTypes.ARRAY(DataTypes.STRING()))))
          .containsExactly(
              "Column 'tags' is list<text>, to which a write that is repeated after a failure"
                  + " appends its elements once more. Use frozen<list<text>>, or"
                  + " 'sink.delivery-guarantee' = 'at-least-once'.");
    }

    @Test
    void areWrittenAtLeastOnce() {
      assertThat(
              validated(
                      collections()
                          .column("tags", DataTypes.ARRAY(DataTypes.STRING()))
                          .atLeastOnce())
                  .columns())
          .hasSize(2);
    }

    @Test
    void mayBeDeclaredWhenTheInsertLeavesThemOut() {
      assertThat(
              validated(
                      collections()
                          .column("tags", DataTypes.ARRAY(DataTypes.STRING()))
                          .insertsInto("id"))
                  .columns())
          .hasSize(1);
    }

    @Test
    void areWrittenExactlyOnceInsideOfFrozenTypes() {
      TargetTable target =
          validated(
              collections()
                  .column("fixed_tags", DataTypes.ARRAY(DataTypes.STRING()))
                  .column("nested", DataTypes.MAP(DataTypes.STRING(), ints()))
                  .column("unfrozen_map", DataTypes.MAP(DataTypes.STRING(), ints()))
                  .column("labels", DataTypes.MULTISET(DataTypes.STRING()))
                  .column(
                      "pair",
                      DataTypes.ROW(
                          DataTypes.FIELD("a", DataTypes.STRING()), DataTypes.FIELD("b", ints()))));
      assertThat(target.columns()).hasSize(6);
    }

    @Test
    void areOneValueInsideOfUserDefinedTypesThatAreNotFrozen() {
      UserDefinedType address =
          new UserDefinedTypeBuilder("shop", "address").withField("lines", listOf(TEXT)).build();
      KeyspaceMetadata keyspace =
          SchemaKit.schema()
              .keyspace(
                  "shop",
                  ks -> ks.table("t", t -> t.partitionKey("k", INT).column("home", address)))
              .build()
              .getKeyspace("shop")
              .orElseThrow();
      List<String> problems = new ArrayList<>();
      new ListCheck()
          .check(
              Comparison.of(
                  declare("shop", "t")
                      .column("k", DataTypes.INT())
                      .column("home", DataTypes.STRING())
                      .build(),
                  new LiveTable(keyspace.getTable("t").orElseThrow())),
              problems::add);
      assertThat(problems).isEmpty();
    }

    private static org.apache.flink.table.types.DataType ints() {
      return DataTypes.ARRAY(DataTypes.INT());
    }
  }

  @Nested
  class StaticColumns {

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
              column -> assertThat(column.kind()).isEqualTo(TargetColumn.Kind.STATIC));
    }

    @Test
    void mayBeDeclaredWhenTheInsertLeavesThemOut() {
      assertThat(validated(rated().insertsInto("customer", "region", "day", "number")).columns())
          .hasSize(4);
    }
  }

  @Nested
  class Everything {

    @Test
    void isToldAtOnce() {
      DeclarationException refusal =
          catchThrowableOfType(
              DeclarationException.class,
              () ->
                  validated(
                      declare("shop", "Order")
                          .column("select", DataTypes.STRING())
                          .column("token", DataTypes.INT())
                          .column("colour", DataTypes.STRING())
                          .primaryKey("select", "colour")
                          .insertsInto("token")));
      assertThat(refusal)
          .hasMessage(
              """
              The declaration does not fit table shop."Order":
                - Table shop."Order" has no column 'select'. Did you mean 'Select'? Names are case-sensitive.
                - Column 'token': INT is not text.
                - Table shop."Order" has no column 'colour'. There are: 'Select', 'a"b', 'primary key', 'token'. Take the column out of the declaration, or add it to the table.
                - Column 'primary key' (int) is part of the primary key of shop."Order" and is not declared. Add it to the columns and to the primary key.
                - The declared primary key (`select`, `colour`) is not that of shop."Order": it lacks 'primary key', and 'colour' does not belong to it. Declare: PRIMARY KEY (`Select`, `primary key`) NOT ENFORCED.
                - The insert does not write key column 'Select' of shop."Order". A row is written by its whole key, so name all of (`Select`, `primary key`) in the insert.\
              """);
    }

    @Test
    void becomesATargetTable() {
      TargetTable target =
          validated(
              orders()
                  .column("note", DataTypes.STRING())
                  .column("rating", DataTypes.INT())
                  .column("amount", DataTypes.DECIMAL(10, 2))
                  .primaryKey("number", "day", "region", "customer")
                  .atLeastOnce());
      assertThat(target.keyspace()).isEqualTo("shop");
      assertThat(target.name()).isEqualTo("orders");
      assertThat(target.columns())
          .containsExactly(
              column("customer", TargetColumn.Kind.PARTITION_KEY, DataTypes.STRING(), TEXT, 0),
              column("region", TargetColumn.Kind.PARTITION_KEY, DataTypes.STRING(), TEXT, 1),
              column("day", TargetColumn.Kind.CLUSTERING, DataTypes.DATE(), DATE, 2),
              column("number", TargetColumn.Kind.CLUSTERING, DataTypes.INT(), INT, 3),
              column("note", TargetColumn.Kind.REGULAR, DataTypes.STRING(), TEXT, 4),
              column("rating", TargetColumn.Kind.STATIC, DataTypes.INT(), INT, 5),
              column("amount", TargetColumn.Kind.REGULAR, DataTypes.DECIMAL(10, 2), DECIMAL, 6));
      assertThat(target.partitionKeyLength()).isEqualTo(2);
      assertThat(target.keyLength()).isEqualTo(4);
      assertThat(target.isCounterTable()).isFalse();
    }

    @Test
    void mayBeCaseSensitiveOrReserved() {
      TargetTable target =
          validated(
              declare("shop", "Order")
                  .column("token", DataTypes.STRING())
                  .column("a\"b", DataTypes.STRING())
                  .column("primary key", DataTypes.INT())
                  .column("Select", DataTypes.STRING())
                  .primaryKey("Select", "primary key"));
      assertThat(target.columns())
          .extracting(TargetColumn::name)
          .containsExactly("Select", "primary key", "token", "a\"b");
    }

    @Test
    void mayBeUndeclaredButTheKey() {
      assertThat(
              validated(
                      declare("shop", "books")
                          .column("id", DataTypes.STRING().notNull())
                          .primaryKey("id")
                          .updatesAndDeletes())
                  .columns())
          .hasSize(1);
    }

    @Test
    void mayBeKey() {
      assertThat(
              validated(
                      declare("shop", "edges")
                          .column("to_id", DataTypes.INT())
                          .column("from_id", DataTypes.INT())
                          .primaryKey("to_id", "from_id"))
                  .keyLength())
          .isEqualTo(2);
    }

    private static TargetColumn column(
        String name,
        TargetColumn.Kind kind,
        org.apache.flink.table.types.DataType flinkType,
        com.datastax.oss.driver.api.core.type.DataType cqlType,
        int position) {
      return new TargetColumn(name, kind, flinkType.getLogicalType(), cqlType, position);
    }
  }

  @Test
  void bigintIsNoCounterOfItsOwn() {
    Metadata schema =
        SchemaKit.schema()
            .keyspace(
                "shop", ks -> ks.table("t", t -> t.partitionKey("k", INT).column("v", BIGINT)))
            .build();
    TargetTable target =
        TargetValidator.validate(
            declare("shop", "t")
                .column("k", DataTypes.INT())
                .column("v", DataTypes.BIGINT())
                .primaryKey("k")
                .updatesAndDeletes()
                .build(),
            schema,
            new PlainTypes());
    assertThat(target.isCounterTable()).isFalse();
  }
}
