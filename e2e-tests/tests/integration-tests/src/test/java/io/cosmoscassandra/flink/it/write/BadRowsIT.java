package io.cosmoscassandra.flink.it.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.CapturedLog;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSink;
import io.cosmoscassandra.flink.write.RowException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.StatementSet;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that no table can hold, and the messages about them. */
class BadRowsIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private static final AtomicInteger TABLES = new AtomicInteger();

  private static String keyspace;
  private static Flink flink;

  @BeforeAll
  static void createTables() {
    keyspace = cassandra.createKeyspace();
    flink = Flink.session();
    cassandra
        .session()
        .execute(
            """
            CREATE TABLE %s.things (pk text, ck text, a ascii, ti tinyint, si smallint, i int,
              bi bigint, vi varint, de decimal, t time, ts timestamp, du duration, u uuid,
              tu timeuuid, ip inet, l list<int>, m map<text, int>, v vector<float, 3>,
              PRIMARY KEY (pk, ck))
            """
                .formatted(keyspace));
    cassandra.session().execute("CREATE INDEX ON %s.things (a)".formatted(keyspace));
  }

  /**
   * A value that is refused.
   *
   * @param column beside the key, as in a {@code CREATE TABLE} of Flink
   * @param value as in SQL
   * @param message all that is said
   */
  private record Refusal(String column, String value, String message) {

    @Override
    public String toString() {
      return column + " = " + value;
    }
  }

  static Stream<Refusal> refusals() {
    return Stream.of(
        new Refusal(
            "ti INT",
            "300",
            "Column 'ti' of table ks.things: 300 does not fit tinyint, which takes whole numbers"
                + " from -128 to 127. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "ti INT",
            "-129",
            "Column 'ti' of table ks.things: -129 does not fit tinyint, which takes whole numbers"
                + " from -128 to 127. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "si BIGINT",
            "32768",
            "Column 'si' of table ks.things: 32768 does not fit smallint, which takes whole numbers"
                + " from -32768 to 32767. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "i BIGINT",
            "CAST(2147483648 AS BIGINT)",
            "Column 'i' of table ks.things: 2147483648 does not fit int, which takes whole numbers"
                + " from -2147483648 to 2147483647. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "bi DECIMAL(20, 0)",
            "CAST('9223372036854775808' AS DECIMAL(20, 0))",
            "Column 'bi' of table ks.things: 9223372036854775808 does not fit bigint, which takes"
                + " whole numbers from -9223372036854775808 to 9223372036854775807. The row's key:"
                + " pk=key, ck=row 1."),
        new Refusal(
            "i DECIMAL(10, 2)",
            "CAST('1.50' AS DECIMAL(10, 2))",
            "Column 'i' of table ks.things: 1.50 does not fit int, which takes whole numbers from"
                + " -2147483648 to 2147483647. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "vi STRING",
            "'12.5'",
            "Column 'vi' of table ks.things: '12.5' does not fit varint, which takes a whole"
                + " number. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "de STRING",
            "'twelve'",
            "Column 'de' of table ks.things: 'twelve' does not fit decimal, which takes a number"
                + " like -12.50 or 1E+9. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "a STRING",
            "'na\u00efve'",
            "Column 'a' of table ks.things: 'na\u00efve' does not fit ascii, which takes ASCII"
                + " characters. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "t STRING",
            "'25:00:00'",
            "Column 't' of table ks.things: '25:00:00' does not fit time, which takes a text like"
                + " 23:59:59.999999999. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "ts TIMESTAMP(6)",
            "TIMESTAMP '2024-02-29 12:00:00.123456'",
            "Column 'ts' of table ks.things: 2024-02-29T12:00:00.123456 does not fit timestamp,"
                + " which takes no more than milliseconds; cast it to TIMESTAMP(3). The row's key:"
                + " pk=key, ck=row 1."),
        new Refusal(
            "du STRING",
            "'a while'",
            "Column 'du' of table ks.things: 'a while' does not fit duration, which takes a text"
                + " like 1y2mo3d4h5m6s7ms8us9ns or P1Y2M3DT4H5M6S. The row's key: pk=key, ck=row"
                + " 1."),
        new Refusal(
            "u STRING",
            "'not-a-uuid'",
            "Column 'u' of table ks.things: 'not-a-uuid' does not fit uuid, which takes 16 bytes or"
                + " 32 hex digits as 8-4-4-4-12. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "u STRING",
            "'550e8400-e29b-41d4-a716-44665544000g'",
            "Column 'u' of table ks.things: '550e8400-e29b-41d4-a716-44665544000g' does not fit"
                + " uuid, which takes 16 bytes or 32 hex digits as 8-4-4-4-12. The row's key:"
                + " pk=key, ck=row 1."),
        new Refusal(
            "tu STRING",
            "'550e8400-e29b-41d4-a716-446655440000'",
            "Column 'tu' of table ks.things: '550e8400-e29b-41d4-a716-446655440000' does not fit"
                + " timeuuid, which takes a UUID of version 1. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "ip STRING",
            "'localhost'",
            "Column 'ip' of table ks.things: 'localhost' does not fit inet, which takes an IPv4 or"
                + " IPv6 address, no host name. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "l ARRAY<INT>",
            "ARRAY[1, CAST(NULL AS INT)]",
            "Column 'l' of table ks.things: element 2: NULL cannot be stored in list<int>. The"
                + " row's key: pk=key, ck=row 1."),
        new Refusal(
            "l ARRAY<BIGINT>",
            "ARRAY[1, CAST(3000000000 AS BIGINT)]",
            "Column 'l' of table ks.things: element 2: 3000000000 does not fit int, which takes"
                + " whole numbers from -2147483648 to 2147483647. The row's key: pk=key, ck=row"
                + " 1."),
        new Refusal(
            "m MAP<STRING, INT>",
            "MAP['one', CAST(NULL AS INT)]",
            "Column 'm' of table ks.things: value of key 'one': NULL cannot be stored in map<text,"
                + " int>. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "v ARRAY<FLOAT>",
            "ARRAY[CAST(1 AS FLOAT), CAST(2 AS FLOAT)]",
            "Column 'v' of table ks.things: an ARRAY of 2 elements does not fit vector<float, 3>,"
                + " which takes 3. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "`ttl` INT METADATA",
            "-1",
            "Table ks.things: metadata column 'ttl' is -1, and takes 0 (never expires) to 630720000"
                + " seconds. The row's key: pk=key, ck=row 1."),
        new Refusal(
            "`ttl` INT METADATA",
            "630720001",
            "Table ks.things: metadata column 'ttl' is 630720001, and takes 0 (never expires) to"
                + " 630720000 seconds. The row's key: pk=key, ck=row 1."));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void valueIsRefused(Refusal refusal) {
    String name = declare(refusal.column(), "fail");

    Throwable failure =
        flink.failure(
            "INSERT INTO %s VALUES ('key', 'row 1', %s)".formatted(name, refusal.value()));

    assertThat(rowError(failure)).isEqualTo(refusal.message());
  }

  @Test
  void emptyPartitionKeyIsRefused() {
    String name = declare("i INT", "fail");

    Throwable failure = flink.failure("INSERT INTO %s VALUES ('', 'row 1', 1)".formatted(name));

    assertThat(rowError(failure))
        .isEqualTo(
            "Column 'pk' of table ks.things: the value of a partition key must not be empty. The"
                + " row's key: pk=, ck=row 1.");
  }

  @Test
  void partitionKeyThatIsTooLongIsRefused() {
    String name = declare("i INT", "fail");

    Throwable failure =
        flink.failure("INSERT INTO %s VALUES (REPEAT('k', 65536), 'row 1', 1)".formatted(name));

    assertThat(rowError(failure))
        .isEqualTo(
            "Table ks.things: the partition key takes 65,536 bytes, and 65,535 are the most that the database stores. The row's key: pk=%s… (65536 characters), ck=row 1."
                .formatted("k".repeat(64)));
  }

  @Test
  void whatOnlyTheServerRefusesNamesTableAndKey() {
    String name = declare("a STRING", "fail");

    Throwable failure =
        flink.failure("INSERT INTO %s VALUES ('key', 'row 1', REPEAT('a', 65536))".formatted(name));

    assertThat(rowError(failure))
        .startsWith(
            "The database rejects the row pk = 'key' AND ck = 'row 1' of table ks.things: the"
                + " server rejects this row: Cannot index value of size 65536")
        .endsWith("('sink.on-row-error' = 'skip' skips such rows.)");
  }

  @Test
  void clusteringColumnThatIsTooLongIsRefused() {
    String name = declare("i INT", "fail");

    Throwable failure =
        flink.failure("INSERT INTO %s VALUES ('key', REPEAT('c', 65536), 1)".formatted(name));

    assertThat(rowError(failure))
        .isEqualTo(
            "Table ks.things: the clustering columns take 65,536 bytes, and 65,535 are the most that the database stores. The row's key: pk=key, ck=%s… (65536 characters)."
                .formatted("c".repeat(64)));
  }

  @Test
  void nullInTheKeyIsRefused() {
    StreamExecutionEnvironment environment = Flink.environment();
    environment
        .fromData("key")
        .sinkTo(
            CassandraSink.<String>builder()
                .option(CassandraConnectorOptions.HOSTS, Flink.address(cassandra.contactPoint()))
                .option(CassandraConnectorOptions.KEYSPACE, keyspace)
                .option(CassandraConnectorOptions.TABLE, "things")
                .option(
                    CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE,
                    DeliveryGuarantee.AT_LEAST_ONCE)
                .column("pk", DataTypes.STRING())
                .column("ck", DataTypes.STRING())
                .primaryKey("pk", "ck")
                .rows(text -> GenericRowData.of(StringData.fromString("key"), null))
                .build());

    assertThatThrownBy(environment::execute)
        .extracting(BadRowsIT::rowError)
        .isEqualTo(
            "Column 'ck' of table ks.things: a column of the primary key must not be null. The"
                + " row's key: pk=key, ck=null.");
  }

  @Test
  void skippedRowsAreLeftOutAndNoOthers() throws Exception {
    List<Refusal> refusals = refusals().toList();
    StatementSet inserts = flink.tables().createStatementSet();
    for (int i = 0; i < refusals.size(); i++) {
      Refusal refusal = refusals.get(i);
      inserts.addInsertSql(
          "INSERT INTO %s SELECT pk, ck, CASE WHEN bad THEN %s END FROM (VALUES ('skip', 'good %d', false), ('skip', 'row 1', true)) AS v (pk, ck, bad)"
              .formatted(declare(refusal.column(), "skip"), refusal.value(), i));
    }

    List<String> logged;
    try (CapturedLog log = CapturedLog.of(Level.WARN)) {
      inserts.execute().await(120, TimeUnit.SECONDS);
      logged = log.messages();
    }

    assertThat(
            cassandra
                .session()
                .execute("SELECT ck FROM %s.things WHERE pk = 'skip'".formatted(keyspace)))
        .extracting((Row row) -> row.getString("ck"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, refusals.size()).mapToObj(i -> "good " + i).toList());
    assertThat(logged)
        .filteredOn(message -> message.contains("left out"))
        .extracting(message -> message.replace(keyspace, "ks"))
        .containsExactlyInAnyOrderElementsOf(
            refusals.stream()
                .map(
                    refusal ->
                        "A row is left out ('sink.on-row-error' = 'skip'): "
                            + refusal.message().replace("pk=key", "pk=skip"))
                .toList());
  }

  @Test
  void rowsThatOnlyTheServerRefusesAreLeftOutToo() throws Exception {
    String name = declare("a STRING", "skip");

    flink.run(
        "INSERT INTO %s VALUES ('server', 'before', 'a'), ('server', 'large', REPEAT('a', 65536)), ('server', 'after', 'b')"
            .formatted(name));

    assertThat(
            cassandra
                .session()
                .execute("SELECT ck FROM %s.things WHERE pk = 'server'".formatted(keyspace)))
        .extracting((Row row) -> row.getString("ck"))
        .containsExactlyInAnyOrder("before", "after");
  }

  /** What is said of the row, with a name for the keyspace that can be foretold. */
  private static String rowError(Throwable failure) {
    return ExceptionUtils.getThrowableList(failure).stream()
        .filter(RowException.class::isInstance)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row is to blame", failure))
        .getMessage()
        .replace(keyspace, "ks");
  }

  private static String declare(String column, String onRowError) {
    String name = "t" + TABLES.incrementAndGet();
    flink
        .tables()
        .executeSql(
            "CREATE TABLE %s (pk STRING, ck STRING, %s, PRIMARY KEY (pk, ck) NOT ENFORCED)%s"
                .formatted(
                    name,
                    column,
                    Flink.with(cassandra.contactPoint(), keyspace, "things")
                        .and("sink.on-row-error", onRowError)));
    return name;
  }
}
