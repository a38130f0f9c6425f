package io.cosmoscassandra.flink.it.commit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.flink.it.kit.Changes;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSink;
import io.cosmoscassandra.flink.sink.CassandraSinkBuilder;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * Changes of rows with columns of many types, some of them with a time to live. {@link Recording
 * Savepoints} of earlier versions were taken while a job wrote these changes, so they must stay as
 * they are.
 *
 * @param staged when those with a time to live were staged
 */
record Parcels(Instant staged) implements Changes {

  private static final long serialVersionUID = 1;

  /** Number of changes that were committed when a savepoint was taken. */
  static final long COMMITTED = 120;

  /** Number of changes that were read by then; the savepoint promises those not yet committed. */
  static final long STAGED = 200;

  private static final Duration SHORT_LIFE = Duration.ofSeconds(1);
  private static final Duration LONG_LIFE = Duration.ofDays(3_650);

  private static final int KEYS = 60;

  /** The rows of the other keys stay as they were committed. */
  private static final int CHANGED_KEYS = 40;

  private static final DataType ROW =
      DataTypes.ROW(
          DataTypes.FIELD("id", DataTypes.BIGINT().notNull()),
          DataTypes.FIELD("change", DataTypes.BIGINT()),
          DataTypes.FIELD("depot", DataTypes.STRING().notNull()),
          DataTypes.FIELD("receiver", DataTypes.STRING()),
          DataTypes.FIELD("fee", DataTypes.DECIMAL(10, 2)),
          DataTypes.FIELD("weight", DataTypes.DOUBLE()),
          DataTypes.FIELD("fragile", DataTypes.BOOLEAN()),
          DataTypes.FIELD("received", DataTypes.TIMESTAMP_LTZ(3)),
          DataTypes.FIELD("label", DataTypes.BYTES()),
          DataTypes.FIELD("stops", DataTypes.ARRAY(DataTypes.STRING())),
          DataTypes.FIELD("remarks", DataTypes.ARRAY(DataTypes.STRING())),
          DataTypes.FIELD("sizes", DataTypes.MAP(DataTypes.STRING(), DataTypes.INT())));

  /** A row of the table. */
  record Parcel(
      long id,
      long change,
      String depot,
      @Nullable String receiver,
      BigDecimal fee,
      double weight,
      boolean fragile,
      Instant received,
      ByteBuffer label,
      List<String> stops,
      Set<String> remarks,
      Map<String, Integer> sizes) {

    static Parcel of(Row row) {
      return new Parcel(
          row.getLong("id"),
          row.getLong("change"),
          row.getString("depot"),
          row.getString("receiver"),
          row.getBigDecimal("fee"),
          row.getDouble("weight"),
          row.getBoolean("fragile"),
          row.getInstant("received"),
          row.getByteBuffer("label"),
          row.getList("stops", String.class),
          row.getSet("remarks", String.class),
          row.getMap("sizes", String.class, Integer.class));
    }
  }

  /** Describes a sink that stages them in small parts. */
  static CassandraSinkBuilder<RowData> sink(InetSocketAddress contactPoint, String keyspace) {
    CassandraSinkBuilder<RowData> sink =
        CassandraSink.<RowData>builder()
            .option(CassandraConnectorOptions.HOSTS, Flink.address(contactPoint))
            .option(CassandraConnectorOptions.KEYSPACE, keyspace)
            .option(CassandraConnectorOptions.TABLE, "changes")
            .option(CassandraConnectorOptions.SINK_BUFFER_SIZE, MemorySize.parse("4 kb"))
            .option(CassandraConnectorOptions.SINK_COMMITTER_CHUNK_SIZE, MemorySize.parse("1 kb"))
            .primaryKey("depot", "id")
            .ttlField(DataType.getFieldCount(ROW))
            .rows(row -> row);
    DataType.getFields(ROW).forEach(field -> sink.column(field.getName(), field.getDataType()));
    return sink;
  }

  /** The type of the changes, whose last field is the time to live. */
  static TypeInformation<RowData> type() {
    List<RowType.RowField> fields = new ArrayList<>(((RowType) ROW.getLogicalType()).getFields());
    fields.add(new RowType.RowField("ttl", DataTypes.INT().getLogicalType()));
    return InternalTypeInfo.of(new RowType(fields));
  }

  @Override
  public long count() {
    return 300;
  }

  @Override
  public RowData change(long index) {
    Parcel parcel = parcel(index);
    return GenericRowData.ofKind(
        index % 9 == 4 ? RowKind.DELETE : RowKind.UPDATE_AFTER,
        parcel.id(),
        parcel.change(),
        StringData.fromString(parcel.depot()),
        StringData.fromString(parcel.receiver()),
        DecimalData.fromBigDecimal(parcel.fee(), 10, 2),
        parcel.weight(),
        parcel.fragile(),
        TimestampData.fromInstant(parcel.received()),
        parcel.label().array(),
        array(parcel.stops()),
        array(parcel.remarks()),
        new GenericMapData(
            parcel.sizes().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        size -> StringData.fromString(size.getKey()), Map.Entry::getValue))),
        life(index).isZero() ? null : Math.toIntExact(life(index).toSeconds()));
  }

  private static GenericArrayData array(Collection<String> texts) {
    return new GenericArrayData(texts.stream().map(StringData::fromString).toArray());
  }

  /** The row that a change writes, unless it deletes it. */
  static Parcel parcel(long change) {
    long id = (change * 37 + change / 11) % (change < COMMITTED ? KEYS : CHANGED_KEYS);
    return new Parcel(
        id,
        change,
        "depot " + id % 3,
        change % 5 == 0 ? null : "Zoë %d".formatted(change),
        BigDecimal.valueOf(change * 110, 2),
        change / 8.0,
        change % 2 == 0,
        Instant.parse("2026-01-01T00:00:00Z").plusSeconds(change),
        ByteBuffer.wrap("label %d".formatted(change).getBytes(StandardCharsets.UTF_8)),
        List.of("Ulm", "Bonn"),
        change % 4 == 0 ? Set.of() : Set.of("urgent", "remark %d".formatted(change)),
        Map.of("height", (int) change, "width", 20));
  }

  /** After how long the row that a change writes expires, or zero if it does not. */
  static Duration life(long change) {
    if (change < COMMITTED || change >= STAGED) {
      return Duration.ZERO;
    }
    return switch ((int) (change % 8)) {
      case 3 -> SHORT_LIFE;
      case 6 -> LONG_LIFE;
      default -> Duration.ZERO;
    };
  }

  /** Leaves out rows that have expired since. */
  @Override
  public Map<Long, Long> between(long from, long to) {
    Map<Long, Long> rows = Changes.super.between(from, to);
    rows.values().removeIf(change -> hasExpired(change));
    return rows;
  }

  private boolean hasExpired(long change) {
    Duration life = life(change);
    return !life.isZero() && staged.plus(life).isBefore(Instant.now());
  }

  /** Reads the table back. */
  static List<Parcel> read(CqlSession session, String keyspace) {
    return session.execute("SELECT * FROM " + keyspace + ".changes").all().stream()
        .map(Parcel::of)
        .toList();
  }
}
