package io.cosmoscassandra.flink.it.types;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import io.cosmoscassandra.flink.codec.RandomValues;
import io.cosmoscassandra.flink.codec.TypePair;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSink;
import io.cosmoscassandra.flink.sink.CassandraSinkBuilder;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.TableDescriptor;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.utils.TypeConversions;

/**
 * A table of random values: an {@code id}, and a column for each of some pairs of types. Its
 * content follows from the seed.
 */
final class RandomTable {

  /** By name, for tasks, which run in this JVM: the driver's types cannot travel with a job. */
  private static final Map<String, RandomTable> TABLES = new ConcurrentHashMap<>();

  private static final int NULLS_ONE_IN = 12;
  private static final RandomValues.Sample NULL = new RandomValues.Sample(null, null);

  private final String keyspace;
  private final String table;
  private final List<Column> columns;
  private final long seed;
  private boolean nulls = true;

  RandomTable(String keyspace, String table, List<TypePair> pairs, long seed) {
    this.keyspace = keyspace;
    this.table = table;
    this.seed = seed;
    this.columns =
        IntStream.range(0, pairs.size()).mapToObj(i -> new Column(i, pairs.get(i))).toList();
  }

  /** The column at a position for a pair of types. */
  record Column(int index, TypePair pair) {

    String name() {
      return "c" + index;
    }

    @Override
    public String toString() {
      return name() + " " + pair;
    }
  }

  /** The same without any null. */
  RandomTable withoutNulls() {
    nulls = false;
    return this;
  }

  String name() {
    return keyspace + "." + table;
  }

  List<Column> columns() {
    return columns;
  }

  /** The names of some columns, for a key. */
  String names(int from, int to) {
    return columns.subList(from, to).stream().map(Column::name).collect(Collectors.joining(", "));
  }

  void create(CqlSession session, String primaryKey) {
    String definitions =
        columns.stream()
            .map(c -> c.name() + " " + c.pair().cqlType().asCql(true, true))
            .collect(Collectors.joining(", "));
    session.execute("CREATE TABLE %s (id int, %s, %s)".formatted(name(), definitions, primaryKey));
  }

  /** Writes rows 0, 1, 2 and so on, each with its own id. */
  void write(InetSocketAddress contactPoint, int rows) throws Exception {
    write(contactPoint, rows, rows, false);
  }

  /** Increments the counters of a few rows by the values of many. */
  void increment(InetSocketAddress contactPoint, int rows, int ids) throws Exception {
    write(contactPoint, rows, ids, true);
  }

  private void write(InetSocketAddress contactPoint, int rows, int ids, boolean insertOnly)
      throws Exception {
    StreamExecutionEnvironment environment = Flink.environment();
    LogicalType[] types =
        Stream.concat(Stream.of(new IntType()), columns.stream().map(c -> c.pair().flinkType()))
            .toArray(LogicalType[]::new);
    String name = name();
    TABLES.put(name, this);
    environment
        .fromSequence(0, rows - 1)
        .map(number -> TABLES.get(name).row((int) (number % ids), number.intValue()))
        .returns(InternalTypeInfo.ofFields(types))
        // To another task, so that the rows arrive in binary form.
        .rebalance()
        .sinkTo(sink(contactPoint, insertOnly));
    environment.execute();
  }

  /** The table as Flink declares it. */
  TableDescriptor declaration(InetSocketAddress contactPoint) {
    Schema.Builder schema = Schema.newBuilder().column("id", DataTypes.INT().notNull());
    for (Column column : columns) {
      schema.column(
          column.name(), TypeConversions.fromLogicalToDataType(column.pair().flinkType()));
    }
    TableDescriptor.Builder table =
        TableDescriptor.forConnector("cassandra").schema(schema.primaryKey("id").build());
    Flink.with(contactPoint, keyspace, this.table).options().forEach(table::option);
    return table.build();
  }

  private CassandraSink<RowData> sink(InetSocketAddress contactPoint, boolean insertOnly) {
    CassandraSinkBuilder<RowData> builder =
        CassandraSink.<RowData>builder()
            .option(CassandraConnectorOptions.HOSTS, Flink.address(contactPoint))
            .option(CassandraConnectorOptions.KEYSPACE, keyspace)
            .option(CassandraConnectorOptions.TABLE, table)
            .option(
                CassandraConnectorOptions.SINK_DELIVERY_GUARANTEE, DeliveryGuarantee.AT_LEAST_ONCE)
            .column("id", DataTypes.INT());
    for (Column column : columns) {
      builder.column(
          column.name(), TypeConversions.fromLogicalToDataType(column.pair().flinkType()));
    }
    List<String> key = new ArrayList<>(List.of("id"));
    if (!nulls) {
      columns.forEach(column -> key.add(column.name()));
    }
    if (insertOnly) {
      builder.insertOnly();
    }
    return builder.primaryKey(key.toArray(String[]::new)).rows(row -> row).build();
  }

  private RowData row(int id, int number) {
    GenericRowData row = new GenericRowData(1 + columns.size());
    row.setField(0, id);
    columns.forEach(column -> row.setField(1 + column.index(), sample(number, column).flink()));
    return row;
  }

  private RandomValues.Sample sample(int number, Column column) {
    long cell = new SplittableRandom(seed + number * 1_000L + column.index()).nextLong();
    return nulls && Math.floorMod(cell, NULLS_ONE_IN) == 0
        ? NULL
        : new RandomValues(cell).next(column.pair());
  }

  /** What the driver has to read. */
  @Nullable
  Object expected(int number, Column column) {
    return sample(number, column).driver();
  }

  /** Compares a column of a row that was read. */
  void check(Row row, Column column) {
    int id = row.getInt("id");
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(column.pair().cqlType());
    Object expected = expected(id, column);
    assertThat(comparable(row.get(column.name(), codec), column))
        .as("seed %d, row %d, column %s", seed, id, column)
        .isEqualTo(comparable(expected == null ? codec.decode(null, null) : expected, column));
  }

  /** What the server takes for the same becomes the same. */
  @Nullable
  private static Object comparable(@Nullable Object value, Column column) {
    if (value instanceof Set<?> set) {
      return set.stream()
          .map(e -> e instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : e)
          .collect(Collectors.toSet());
    }
    boolean fieldByField = column.pair().cqlType() instanceof UserDefinedType t && !t.isFrozen();
    if (fieldByField && value instanceof UdtValue udt) {
      boolean empty = IntStream.range(0, udt.size()).allMatch(udt::isNull);
      return empty ? null : udt;
    }
    return value;
  }
}
