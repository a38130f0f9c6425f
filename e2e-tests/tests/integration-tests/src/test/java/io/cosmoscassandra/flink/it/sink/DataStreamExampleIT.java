package io.cosmoscassandra.flink.it.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSink;
import io.cosmoscassandra.flink.source.CassandraSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The examples of docs/datastream.md, verbatim: each does what the page says. */
class DataStreamExampleIT {

  private static final Path DOCUMENT = Path.of("..", "..", "..", "docs", "datastream.md");
  private static final Path THIS_FILE =
      Path.of("src/test/java/io/cosmoscassandra/flink/it/sink/DataStreamExampleIT.java");
  private static final Pattern JAVA_BLOCK =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private static final Instant PLACED = Instant.parse("2026-11-20T12:00:00Z");

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.getExecutionEnvironment();

  public record Order(
      String customer, long id, BigDecimal amount, Instant placed, boolean cancelled) {}

  static CassandraSink<Order> orders(String hosts) {
    return CassandraSink.<Order>builder()
        .option(CassandraConnectorOptions.HOSTS, hosts)
        .option(CassandraConnectorOptions.KEYSPACE, "shop")
        .option(CassandraConnectorOptions.TABLE, "orders")
        .column("customer", DataTypes.STRING())
        .column("order_id", DataTypes.BIGINT())
        .column("amount", DataTypes.DECIMAL(10, 2))
        .column("placed", DataTypes.TIMESTAMP_LTZ(3))
        .primaryKey("customer", "order_id")
        .rows(DataStreamExampleIT::row)
        .build();
  }

  static RowData row(Order order) {
    return GenericRowData.ofKind(
        order.cancelled() ? RowKind.DELETE : RowKind.INSERT,
        StringData.fromString(order.customer()),
        order.id(),
        DecimalData.fromBigDecimal(order.amount(), 10, 2),
        TimestampData.fromInstant(order.placed()));
  }

  static void write(StreamExecutionEnvironment environment, DataStream<Order> orders, String hosts)
      throws Exception {
    environment.enableCheckpointing(10_000);
    orders.keyBy(Order::customer).sinkTo(orders(hosts)).uid("orders").name("Orders in Cassandra");
    environment.execute("orders");
  }

  static CassandraSource<Order> placedOrders(String hosts) {
    return CassandraSource.<Order>builder()
        .option(CassandraConnectorOptions.HOSTS, hosts)
        .option(CassandraConnectorOptions.KEYSPACE, "shop")
        .option(CassandraConnectorOptions.TABLE, "orders")
        .column("customer", DataTypes.STRING())
        .column("order_id", DataTypes.BIGINT())
        .column("amount", DataTypes.DECIMAL(10, 2))
        .column("placed", DataTypes.TIMESTAMP_LTZ(3))
        .elements(DataStreamExampleIT::order, TypeInformation.of(Order.class))
        .build();
  }

  static Order order(RowData row) {
    return new Order(
        row.getString(0).toString(),
        row.getLong(1),
        row.getDecimal(2, 10, 2).toBigDecimal(),
        row.getTimestamp(3, 3).toInstant(),
        false);
  }

  static DataStream<Order> read(StreamExecutionEnvironment environment, String hosts) {
    return environment
        .fromSource(placedOrders(hosts), WatermarkStrategy.noWatermarks(), "Orders in Cassandra")
        .uid("placed-orders");
  }

  static void writeAsTable(StreamTableEnvironment tables, DataStream<Order> orders, String hosts)
      throws Exception {
    tables.executeSql(
        """
        CREATE TABLE orders (
          customer STRING, order_id BIGINT, amount DECIMAL(10, 2), placed TIMESTAMP_LTZ(3),
          PRIMARY KEY (customer, order_id) NOT ENFORCED
        ) WITH ('connector' = 'cassandra', 'hosts' = '%s', 'keyspace' = 'shop', 'table' = 'orders')
        """
            .formatted(hosts));
    tables.createTemporaryView("new_orders", orders);
    tables
        .executeSql(
            """
            INSERT INTO orders
            SELECT customer, id, CAST(amount AS DECIMAL(10, 2)), CAST(placed AS TIMESTAMP_LTZ(3))
            FROM new_orders
            """)
        .await();
  }

  @BeforeAll
  static void createTable() {
    cassandra
        .session()
        .execute(
            "CREATE KEYSPACE shop WITH replication = {'class': 'SimpleStrategy',"
                + " 'replication_factor': 1}");
    cassandra
        .session()
        .execute(
            "CREATE TABLE shop.orders (customer text, order_id bigint, amount decimal, placed"
                + " timestamp, PRIMARY KEY (customer, order_id))");
  }

  @Test
  void everyExampleOfTheDocumentStandsHere() throws IOException {
    String here = withoutIndentation(Files.readString(THIS_FILE));

    List<String> examples =
        JAVA_BLOCK
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map(block -> withoutIndentation(block.group(1)))
            .toList();

    assertThat(examples).isNotEmpty().allSatisfy(example -> assertThat(here).contains(example));
  }

  @Test
  void streamIsWrittenAndCancelledOrdersAreDeleted() throws Exception {
    write(
        environment,
        environment.fromData(
            order("Ann", 1, "19.90", false),
            order("Ben", 2, "5.00", false),
            order("Ann", 3, "7.50", false),
            order("Ann", 1, "19.90", true)),
        hosts());

    assertThatTableHolds(List.of("Ann", "Ben"), "Ann 3 7.50", "Ben 2 5.00");
  }

  @Test
  void tableIsReadAsAStream() throws Exception {
    cassandra
        .session()
        .execute(
            "INSERT INTO shop.orders (customer, order_id, amount, placed) VALUES ('Eve', 7, 12.5,"
                + " ?)",
            PLACED);

    try (CloseableIterator<Order> orders = read(environment, hosts()).executeAndCollect()) {
      assertThat(orders).toIterable().contains(order("Eve", 7, "12.50", false));
    }
  }

  @Test
  void streamIsWrittenAsATable() throws Exception {
    environment.enableCheckpointing(10_000);
    writeAsTable(
        StreamTableEnvironment.create(environment),
        environment.fromData(order("Cleo", 1, "19.90", false), order("Dan", 2, "5.00", false)),
        hosts());

    assertThatTableHolds(List.of("Cleo", "Dan"), "Cleo 1 19.90", "Dan 2 5.00");
  }

  private static String hosts() {
    return Flink.address(cassandra.contactPoint());
  }

  private static Order order(String customer, long id, String amount, boolean cancelled) {
    return new Order(customer, id, new BigDecimal(amount), PLACED, cancelled);
  }

  private static void assertThatTableHolds(List<String> customers, String... orders) {
    assertThat(
            cassandra
                .session()
                .execute(
                    SimpleStatement.newInstance(
                        "SELECT * FROM shop.orders WHERE customer IN ?", customers))
                .all())
        .extracting(
            row ->
                "%s %d %s"
                    .formatted(
                        row.getString("customer"),
                        row.getLong("order_id"),
                        row.getBigDecimal("amount")),
            row -> row.getInstant("placed"))
        .containsExactlyInAnyOrder(
            List.of(orders).stream().map(order -> tuple(order, PLACED)).toArray(Tuple[]::new));
  }

  private static String withoutIndentation(String code) {
    return code.strip().lines().map(String::strip).reduce("", (all, line) -> all + line + "\n");
  }
}
