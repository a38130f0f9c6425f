package io.cosmoscassandra.flink.it.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.stream.Stream;
import org.apache.flink.table.api.PlanReference;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counters and static columns, which take inserts only, by every way in which Flink plans them. */
class InsertOnlyIT {

  /** A port where nothing listens, so that a test notices which address is used. */
  private static final String NOWHERE = "127.0.0.1:1";

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private String keyspace;

  @BeforeEach
  void createTables() {
    keyspace = cassandra.createKeyspace();
    for (String table :
        new String[] {
          "hits (page text PRIMARY KEY, n counter)",
          "orders (shop text, id bigint, note text static, PRIMARY KEY (shop, id))",
          "plain (page text PRIMARY KEY, n bigint)"
        }) {
      cassandra.session().execute("CREATE TABLE " + keyspace + "." + table);
    }
  }

  /** A way to execute a statement. */
  @FunctionalInterface
  private interface Way {
    void execute(InsertOnlyIT test, String insert) throws Exception;
  }

  static Stream<Named<Way>> ways() {
    return Stream.of(
        Named.of("streaming", (test, insert) -> test.declared(Flink.session()).run(insert)),
        Named.of("batch", (test, insert) -> test.declared(Flink.batchSession()).run(insert)),
        Named.of("compiled plan", (test, insert) -> test.execute(test.compiled(insert)).await()));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void countersAreIncremented(Way way) throws Exception {
    way.execute(this, "INSERT INTO hits VALUES ('index', 2), ('index', 3)");

    assertThat(counted()).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("ways")
  void staticColumnsAreWritten(Way way) throws Exception {
    way.execute(this, "INSERT INTO orders VALUES ('north', 1, 'sunny')");

    assertThat(
            cassandra
                .session()
                .execute("SELECT note FROM %s.orders".formatted(keyspace))
                .one()
                .getString(0))
        .isEqualTo("sunny");
  }

  @Test
  void planIsExecutedWithTheForwardedOptionsOfItsTableOfToday() throws Exception {
    Flink then = Flink.session();
    declare(then, "plain", "page STRING, n BIGINT", "page", NOWHERE);
    String plan = plan(then, "INSERT INTO plain VALUES ('index', 2)");
    assertThat(plan).contains(NOWHERE);

    execute(plan).await();

    assertThat(
            cassandra
                .session()
                .execute("SELECT n FROM %s.plain".formatted(keyspace))
                .one()
                .getLong(0))
        .isEqualTo(2);
  }

  @Test
  void planThatUpdatesCountersFailsWithItsFirstUpdate() throws Exception {
    String plan = compiled("INSERT INTO hits SELECT page, COUNT(*) FROM pages GROUP BY page");

    Throwable failure = catchThrowable(() -> execute(plan).await());

    assertThat(Flink.reason(failure))
        .isEqualTo(
            "Table %s.hits takes inserts only, since it has counters or static columns are"
                    .formatted(keyspace)
                + " written, but the query also updates or deletes rows. Write the table from a"
                + " query that only inserts.");
  }

  private long counted() {
    return cassandra
        .session()
        .execute("SELECT n FROM %s.hits WHERE page = 'index'".formatted(keyspace))
        .one()
        .getLong(0);
  }

  private Flink declared(Flink flink) throws Exception {
    return declaredAt(flink, Flink.address(cassandra.contactPoint()));
  }

  private Flink declaredAt(Flink flink, String hosts) throws Exception {
    declare(flink, "hits", "page STRING, n BIGINT", "page", hosts);
    declare(flink, "orders", "shop STRING, id BIGINT, note STRING", "shop, id", hosts);
    declare(flink, "plain", "page STRING, n BIGINT", "page", hosts);
    flink.run(
        """
        CREATE TABLE pages (page STRING) WITH ('connector' = 'datagen', 'number-of-rows' = '10',
          'fields.page.length' = '1', 'rows-per-second' = '1000')
        """);
    return flink;
  }

  private void declare(Flink flink, String table, String columns, String key, String hosts)
      throws Exception {
    flink.run(
        "CREATE TABLE %s (%s, PRIMARY KEY (%s) NOT ENFORCED)%s"
            .formatted(
                table,
                columns,
                key,
                Flink.with(cassandra.contactPoint(), keyspace, table).and("hosts", hosts)));
  }

  /** A plan that another session has compiled. */
  private String compiled(String insert) throws Exception {
    return plan(declaredAt(Flink.session(), NOWHERE), insert);
  }

  private static String plan(Flink flink, String insert) {
    return flink.tables().compilePlanSql(insert).asJsonString();
  }

  private TableResult execute(String plan) throws Exception {
    return declared(Flink.session())
        .tables()
        .loadPlan(PlanReference.fromJsonString(plan))
        .execute();
  }
}
