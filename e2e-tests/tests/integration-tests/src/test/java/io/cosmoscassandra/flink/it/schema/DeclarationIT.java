package io.cosmoscassandra.flink.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages about a declaration that does not fit the live table. Long because it is a list: each
 * message once, with the declaration that causes it.
 */
class DeclarationIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster(restarting());

  private static final AtomicInteger TABLES = new AtomicInteger();

  private static String keyspace;
  private static Flink flink;

  private static Configuration restarting() {
    return new Configuration()
        .set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay")
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10)
        .set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMinutes(1));
  }

  @BeforeAll
  static void createTables() {
    keyspace = cassandra.createKeyspace();
    flink = Flink.session();
    execute("CREATE TYPE %s.address (street text, zip int)");
    execute(
        """
        CREATE TABLE %s.books (id int PRIMARY KEY, name text, "Title" text, price decimal,
          tags list<text>)
        """);
    execute(
        """
        CREATE TABLE %s.orders (shop text, day date, id bigint, note text static, amount decimal,
          PRIMARY KEY ((shop, day), id))
        """);
    execute("CREATE TABLE %s.hits (page text PRIMARY KEY, n counter, bots counter)");
    execute(
        """
        CREATE TABLE %s.things (id int PRIMARY KEY, a ascii, ti tinyint, i int, bi bigint,
          vi varint, f float, d double, de decimal, b boolean, bl blob, da date, t time,
          ts timestamp, du duration, u uuid, tu timeuuid, ip inet, l list<int>, s set<text>,
          m map<text, int>, v vector<float, 3>, tp tuple<int, text>, ad frozen<address>)
        """);
  }

  private static void execute(String cql) {
    cassandra.session().execute(cql.formatted(keyspace));
  }

  /**
   * A declaration that is refused.
   *
   * @param table of Cassandra
   * @param columns as in a {@code CREATE TABLE} of Flink
   * @param primaryKey the columns in it; blank for none
   * @param problem what is wrong
   */
  private record Refusal(String table, String columns, String primaryKey, String problem) {

    @Override
    public String toString() {
      return "%s (%s, PRIMARY KEY (%s))".formatted(table, columns, primaryKey);
    }
  }

  static Stream<Refusal> refusals() {
    return Stream.of(
        // names
        new Refusal(
            "book",
            "id INT, name STRING",
            "id",
            "Table 'book' does not exist in keyspace 'ks'. Did you mean 'books'? Correct the"
                + " option 'table', or create the table; a sink creates it with"
                + " 'sink.create-table' = 'true'."),
        new Refusal(
            "Books",
            "id INT, name STRING",
            "id",
            "Table 'Books' does not exist in keyspace 'ks'. Did you mean 'books'? Names are"
                + " case-sensitive. Correct the option 'table', or create the table; a sink"
                + " creates it with 'sink.create-table' = 'true'."),
        new Refusal(
            "unheard_of",
            "id INT, name STRING",
            "id",
            "Table 'unheard_of' does not exist in keyspace 'ks'. There are: 'books', 'hits',"
                + " 'orders', 'things'. Correct the option 'table', or create the table; a sink"
                + " creates it with 'sink.create-table' = 'true'."),
        new Refusal(
            "books",
            "id INT, nmae STRING",
            "id",
            "Table ks.books has no column 'nmae'. Did you mean 'name'?"),
        new Refusal(
            "books",
            "id INT, title STRING",
            "id",
            "Table ks.books has no column 'title'. Did you mean 'Title'? Names are"
                + " case-sensitive."),
        new Refusal(
            "books",
            "id INT, publisher STRING",
            "id",
            "Table ks.books has no column 'publisher'. There are: 'Title', 'id', 'name', 'price',"
                + " 'tags'. Take the column out of the declaration, or add it to the table."),
        new Refusal(
            "books",
            "ID INT, name STRING",
            "ID",
            "Table ks.books has no column 'ID'. Did you mean 'id'? Names are case-sensitive."),
        // keys
        new Refusal(
            "books",
            "id INT, name STRING",
            "",
            "No primary key is declared, and rows of ks.books are identified by their key."
                + " Declare the key of the table: PRIMARY KEY (`id`) NOT ENFORCED."),
        new Refusal(
            "books",
            "id INT, name STRING",
            "name",
            "The declared primary key (`name`) is not that of ks.books: it lacks 'id', and 'name'"
                + " does not belong to it. Declare: PRIMARY KEY (`id`) NOT ENFORCED."),
        new Refusal(
            "books",
            "id INT, name STRING",
            "id, name",
            "The declared primary key (`id`, `name`) is not that of ks.books: 'name' does not"
                + " belong to it. Declare: PRIMARY KEY (`id`) NOT ENFORCED."),
        new Refusal(
            "books",
            "name STRING",
            "name",
            "Column 'id' (int) is part of the primary key of ks.books and is not declared. Add it"
                + " to the columns and to the primary key.\n"
                + "  - The declared primary key (`name`) is not that of ks.books: it lacks 'id',"
                + " and 'name' does not belong to it. Declare: PRIMARY KEY (`id`) NOT ENFORCED."),
        new Refusal(
            "orders",
            "shop STRING, `day` DATE, id BIGINT",
            "shop, `day`",
            "The declared primary key (`shop`, `day`) is not that of ks.orders: it lacks 'id'."
                + " Declare: PRIMARY KEY (`shop`, `day`, `id`) NOT ENFORCED."),
        new Refusal(
            "orders",
            "shop STRING, `day` DATE, amount DECIMAL(10, 2)",
            "shop, `day`",
            "Column 'id' (bigint) is part of the primary key of ks.orders and is not declared. Add"
                + " it to the columns and to the primary key.\n"
                + "  - The declared primary key (`shop`, `day`) is not that of ks.orders: it lacks"
                + " 'id'. Declare: PRIMARY KEY (`shop`, `day`, `id`) NOT ENFORCED."),
        new Refusal(
            "orders",
            "shop STRING, `day` DATE, id BIGINT, amount INT",
            "amount",
            "The declared primary key (`amount`) is not that of ks.orders: it lacks 'shop', 'day',"
                + " 'id', and 'amount' does not belong to it. Declare: PRIMARY KEY (`shop`, `day`,"
                + " `id`) NOT ENFORCED."),
        // types
        new Refusal(
            "things",
            "id STRING, i INT",
            "id",
            "Column 'id': STRING cannot be stored as int; declare the column as INT, TINYINT,"
                + " SMALLINT, BIGINT or DECIMAL"),
        new Refusal(
            "things",
            "id INT, a INT",
            "id",
            "Column 'a': INT cannot be stored as ascii; declare the column as STRING"),
        new Refusal(
            "things",
            "id INT, i STRING",
            "id",
            "Column 'i': STRING cannot be stored as int; declare the column as INT, TINYINT,"
                + " SMALLINT, BIGINT or DECIMAL"),
        new Refusal(
            "things",
            "id INT, bi DOUBLE",
            "id",
            "Column 'bi': DOUBLE cannot be stored as bigint; declare the column as BIGINT, TINYINT,"
                + " SMALLINT, INT or DECIMAL"),
        new Refusal(
            "things",
            "id INT, vi DOUBLE",
            "id",
            "Column 'vi': DOUBLE cannot be stored as varint; declare the column as DECIMAL, BIGINT,"
                + " TINYINT, SMALLINT, INT or STRING"),
        new Refusal(
            "things",
            "id INT, f DOUBLE",
            "id",
            "Column 'f': DOUBLE cannot be stored as float; declare the column as FLOAT"),
        new Refusal(
            "things",
            "id INT, d DECIMAL(10, 2)",
            "id",
            "Column 'd': DECIMAL(10, 2) cannot be stored as double; declare the column as DOUBLE or"
                + " FLOAT"),
        new Refusal(
            "things",
            "id INT, de DOUBLE",
            "id",
            "Column 'de': DOUBLE cannot be stored as decimal; declare the column as DECIMAL,"
                + " TINYINT, SMALLINT, INT, BIGINT or STRING"),
        new Refusal(
            "things",
            "id INT, b STRING",
            "id",
            "Column 'b': STRING cannot be stored as boolean; declare the column as BOOLEAN"),
        new Refusal(
            "things",
            "id INT, bl STRING",
            "id",
            "Column 'bl': STRING cannot be stored as blob; declare the column as BYTES"),
        new Refusal(
            "things",
            "id INT, da TIMESTAMP(3)",
            "id",
            "Column 'da': TIMESTAMP(3) cannot be stored as date; declare the column as DATE"),
        new Refusal(
            "things",
            "id INT, t INT",
            "id",
            "Column 't': INT cannot be stored as time; declare the column as TIME or STRING"),
        new Refusal(
            "things",
            "id INT, ts STRING",
            "id",
            "Column 'ts': STRING cannot be stored as timestamp; declare the column as TIMESTAMP_LTZ"
                + " or TIMESTAMP"),
        new Refusal(
            "things",
            "id INT, du BIGINT",
            "id",
            "Column 'du': BIGINT cannot be stored as duration; declare the column as STRING,"
                + " INTERVAL DAY TO SECOND or INTERVAL YEAR TO MONTH"),
        new Refusal(
            "things",
            "id INT, u BINARY(8)",
            "id",
            "Column 'u': BINARY(8) cannot be stored as uuid; declare the column as STRING or"
                + " BINARY(16)"),
        new Refusal(
            "things",
            "id INT, tu BIGINT",
            "id",
            "Column 'tu': BIGINT cannot be stored as timeuuid; declare the column as STRING or"
                + " BINARY(16)"),
        new Refusal(
            "things",
            "id INT, ip INT",
            "id",
            "Column 'ip': INT cannot be stored as inet; declare the column as STRING"),
        new Refusal(
            "things",
            "id INT, l STRING",
            "id",
            "Column 'l': STRING cannot be stored as list<int>; declare the column as ARRAY<INT>"),
        new Refusal(
            "things",
            "id INT, l ARRAY<STRING>",
            "id",
            "Column 'l': element: STRING cannot be stored as int; declare the element as INT,"
                + " TINYINT, SMALLINT, BIGINT or DECIMAL"),
        new Refusal(
            "things",
            "id INT, s MULTISET<STRING>",
            "id",
            "Column 's': MULTISET<STRING> cannot be stored as set<text>; declare the column as"
                + " ARRAY<STRING>"),
        new Refusal(
            "things",
            "id INT, m MAP<STRING, STRING>",
            "id",
            "Column 'm': value: STRING cannot be stored as int; declare the value as INT, TINYINT,"
                + " SMALLINT, BIGINT or DECIMAL"),
        new Refusal(
            "things",
            "id INT, v ARRAY<DOUBLE>",
            "id",
            "Column 'v': element: DOUBLE cannot be stored as float; declare the element as FLOAT"),
        new Refusal(
            "things",
            "id INT, tp ROW<a INT>",
            "id",
            "Column 'tp': a ROW of 1 fields cannot be stored as tuple<int, text>, which has 2;"
                + " declare the column as ROW<`f0` INT, `f1` STRING>"),
        new Refusal(
            "things",
            "id INT, ad ROW<Street STRING>",
            "id",
            "Column 'ad': ks.address has no field Street; names are case-sensitive, did you mean"
                + " street?"),
        new Refusal(
            "things",
            "id INT, ad ROW<city STRING>",
            "id",
            "Column 'ad': ks.address has no field city; it has street, zip"),
        new Refusal(
            "things",
            "id INT, ad ROW<street STRING, zip STRING>",
            "id",
            "Column 'ad': field zip: STRING cannot be stored as int; declare the field zip as INT,"
                + " TINYINT, SMALLINT, BIGINT or DECIMAL"),
        // several at once
        new Refusal(
            "books",
            "id STRING, nmae STRING, price DOUBLE",
            "nmae",
            "Column 'id': STRING cannot be stored as int; declare the column as INT, TINYINT,"
                + " SMALLINT, BIGINT or DECIMAL\n"
                + "  - Table ks.books has no column 'nmae'. Did you mean 'name'?\n"
                + "  - Column 'price': DOUBLE cannot be stored as decimal; declare the column as"
                + " DECIMAL, TINYINT, SMALLINT, INT, BIGINT or STRING\n"
                + "  - The declared primary key (`nmae`) is not that of ks.books: it lacks 'id',"
                + " and 'name' does not belong to it. Declare: PRIMARY KEY (`id`) NOT ENFORCED."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void declarationIsRefused(Refusal refusal) {
    String name = declare(refusal, with(refusal.table()));

    Throwable failure = flink.failure("INSERT INTO %s SELECT * FROM %s_rows".formatted(name, name));

    assertThat(told(failure))
        .isEqualTo(
            "The declaration does not fit table ks.%s:\n  - %s"
                .formatted(quotedIfNeeded(refusal.table()), refusal.problem()));
  }

  @Test
  void keyspaceHasToExist() {
    Refusal refusal = new Refusal("books", "id INT", "id", "");
    String name = declare(refusal, Flink.with(cassandra.contactPoint(), "unheard_of", "books"));

    Throwable failure = flink.failure("INSERT INTO %s SELECT * FROM %s_rows".formatted(name, name));

    assertThat(told(failure))
        .startsWith(
            "The declaration does not fit table unheard_of.books:\n"
                + "  - Keyspace 'unheard_of' does not exist. There are: ")
        .endsWith(". Correct the option 'keyspace'.");
  }

  @Test
  void keyspacesOfTheServerAreNotWritten() {
    Refusal refusal = new Refusal("local", "key STRING", "key", "");
    String name = declare(refusal, Flink.with(cassandra.contactPoint(), "system", "local"));

    Throwable failure = flink.failure("INSERT INTO %s SELECT * FROM %s_rows".formatted(name, name));

    assertThat(told(failure))
        .isEqualTo(
            "The declaration does not fit table system.local:\n  - Keyspace 'system' belongs to"
                + " the server and cannot be used by this connector. Name a keyspace of your own"
                + " in the option 'keyspace'.");
  }

  @Test
  void countersAreNotUpdated() {
    Refusal refusal = new Refusal("hits", "page STRING, n BIGINT", "page", "");
    String name = declare(refusal, with("hits"));

    Throwable failure =
        flink.failure(
            "INSERT INTO %s SELECT page, COUNT(*) FROM %s_rows GROUP BY page"
                .formatted(name, name));

    assertThat(told(failure))
        .isEqualTo(
            "The declaration does not fit table ks.hits:\n  - Table ks.hits has the counters"
                + " 'bots', 'n', and the query also updates or deletes rows, but an increment"
                + " cannot be taken back. Write the table from a query that only inserts.");
  }

  @Test
  void countersAreIncrementedByInserts() throws Exception {
    Refusal fitting = new Refusal("hits", "page STRING, n BIGINT", "page", "");
    String name = declare(fitting, with("hits"));

    flink.run("INSERT INTO %s VALUES ('index', 2), ('index', 3)".formatted(name));

    assertThat(
            cassandra
                .session()
                .execute("SELECT n FROM %s.hits WHERE page = 'index'".formatted(keyspace))
                .one()
                .getLong(0))
        .isEqualTo(5);
  }

  @Test
  void staticColumnsAreWrittenByInserts() throws Exception {
    Refusal fitting =
        new Refusal(
            "orders", "shop STRING, `day` DATE, id BIGINT, note STRING", "shop, `day`, id", "");
    String name = declare(fitting, with("orders"));

    flink.run("INSERT INTO %s VALUES ('north', DATE '2024-02-29', 1, 'sunny')".formatted(name));

    assertThat(
            cassandra
                .session()
                .execute("SELECT note FROM %s.orders".formatted(keyspace))
                .one()
                .getString(0))
        .isEqualTo("sunny");
  }

  @Test
  void rowsOfCountersAreNotWrittenWithoutOne() {
    Refusal refusal = new Refusal("hits", "page STRING", "page", "");
    String name = declare(refusal, with("hits"));

    Throwable failure = flink.failure("INSERT INTO %s SELECT * FROM %s_rows".formatted(name, name));

    assertThat(told(failure))
        .isEqualTo(
            "The declaration does not fit table ks.hits:\n  - The query does not write the"
                + " counters 'bots', 'n' of ks.hits, and only an increment creates a row of"
                + " counters. Declare one of them and write it.");
  }

  @Test
  void staticColumnsAreNotUpdated() {
    Refusal refusal =
        new Refusal(
            "orders", "shop STRING, `day` DATE, id BIGINT, note STRING", "shop, `day`, id", "");
    String name = declare(refusal, with("orders"));

    Throwable failure =
        flink.failure(
            "INSERT INTO %s SELECT shop, `day`, id, MAX(note) FROM %s_rows GROUP BY shop, `day`, id"
                .formatted(name, name));

    assertThat(told(failure))
        .isEqualTo(
            "The declaration does not fit table ks.orders:\n  - Static column 'note' cannot be"
                + " written by a query that updates or deletes rows: deleting a row does not"
                + " remove the static value, which all rows of the partition share. Remove the"
                + " column from the query, or write it with a query that only inserts.");
  }

  @Test
  void declarationThatDoesNotFitEndsTheJobWithoutARestart(
      @InjectMiniCluster MiniCluster miniCluster) throws Exception {
    Refusal refusal = new Refusal("books", "id INT, nmae STRING", "id", "");
    String name = declare(refusal, with("books"));

    TableResult result =
        flink.tables().executeSql("INSERT INTO %s SELECT * FROM %s_rows".formatted(name, name));
    JobID job = result.getJobClient().orElseThrow().getJobID();

    assertThat(miniCluster.requestJobResult(job).get().getJobStatus().orElseThrow())
        .isEqualTo(JobStatus.FAILED);
    AccessExecutionGraph graph = miniCluster.getExecutionGraph(job).get();
    assertThat(graph.getAllExecutionVertices())
        .extracting(AccessExecutionVertex::getCurrentExecutionAttempt)
        .allSatisfy(attempt -> assertThat(attempt.getAttemptNumber()).isZero());
  }

  private static String quotedIfNeeded(String name) {
    return name.matches("[a-z_]+") ? name : '"' + name + '"';
  }

  /** Declares the table, and one of random rows with the same columns. */
  private static String declare(Refusal refusal, Flink.With with) {
    String name = "t" + TABLES.incrementAndGet();
    String key =
        refusal.primaryKey().isBlank()
            ? ""
            : ", PRIMARY KEY (%s) NOT ENFORCED".formatted(refusal.primaryKey());
    flink
        .tables()
        .executeSql("CREATE TABLE %s (%s%s)%s".formatted(name, refusal.columns(), key, with));
    flink
        .tables()
        .executeSql(
            "CREATE TABLE %s_rows (%s) WITH ('connector' = 'datagen', 'number-of-rows' = '1')"
                .formatted(name, refusal.columns()));
    return name;
  }

  private static Flink.With with(String table) {
    return Flink.with(cassandra.contactPoint(), keyspace, table);
  }

  /** The reason, with a name for the keyspace that can be foretold. */
  private static String told(Throwable failure) {
    return Flink.reason(failure).replace(keyspace, "ks");
  }
}
