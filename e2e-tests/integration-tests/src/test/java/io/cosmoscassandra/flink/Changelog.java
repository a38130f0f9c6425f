package io.cosmoscassandra.flink;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import io.cosmoscassandra.flink.config.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSink;
import io.cosmoscassandra.flink.sink.CassandraSinkBuilder;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * A changelog that is the same every time: change <i>i</i> writes <i>i</i> into the row of some
 * key, or deletes the row. So whatever gets lost, doubled or out of order shows in the table.
 *
 * @param seed what the keys and kinds follow from
 * @param keys how many keys there are
 * @param count how many changes there are
 * @param deletes how many of a hundred changes are deletes
 */
record Changelog(long seed, int keys, long count, int deletes) implements Serializable {

  private static final RowType ROW =
      RowType.of(
          new LogicalType[] {new BigIntType(false), new BigIntType()},
          new String[] {"id", "change"});

  /** The type of the changes. */
  static TypeInformation<RowData> type() {
    return InternalTypeInfo.of(ROW);
  }

  /** Creates the table that the changes go to. */
  static void createTable(CqlSession session, String keyspace) {
    session.execute(
        "CREATE TABLE %s.changes (id bigint PRIMARY KEY, change bigint)".formatted(keyspace));
  }

  /** Reads the table back: the last change of each key that is there. */
  static Map<Long, Long> read(CqlSession session, String keyspace) {
    Map<Long, Long> rows = new HashMap<>();
    // What a quorum has acknowledged has to be there for a quorum, too.
    session
        .execute(
            SimpleStatement.newInstance("SELECT id, change FROM %s.changes".formatted(keyspace))
                .setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM))
        .forEach(row -> rows.put(row.getLong("id"), row.getLong("change")));
    return rows;
  }

  /** Describes a sink for the changes. */
  static CassandraSinkBuilder<RowData> sink(InetSocketAddress contactPoint, String keyspace) {
    return CassandraSink.<RowData>builder()
        .option(
            CassandraConnectorOptions.HOSTS,
            contactPoint.getHostString() + ":" + contactPoint.getPort())
        .option(CassandraConnectorOptions.KEYSPACE, keyspace)
        .option(CassandraConnectorOptions.TABLE, "changes")
        .column("id", DataTypes.BIGINT().notNull())
        .column("change", DataTypes.BIGINT())
        .primaryKey("id")
        .rows(row -> row);
  }

  RowData change(long index) {
    RowKind kind = isDelete(index) ? RowKind.DELETE : RowKind.UPDATE_AFTER;
    return GenericRowData.ofKind(kind, key(index), index);
  }

  long key(long index) {
    return random(index).nextInt(keys);
  }

  private boolean isDelete(long index) {
    SplittableRandom random = random(index);
    random.nextInt(keys);
    return random.nextInt(100) < deletes;
  }

  private SplittableRandom random(long index) {
    return new SplittableRandom(seed * 1_000_003 + index);
  }

  /** What the table should hold after the first changes. */
  Map<Long, Long> after(long changes) {
    Map<Long, Long> rows = new HashMap<>();
    for (long i = 0; i < changes; i++) {
      if (isDelete(i)) {
        rows.remove(key(i));
      } else {
        rows.put(key(i), i);
      }
    }
    return rows;
  }

  /** What the table should hold at the end. */
  Map<Long, Long> fold() {
    return after(count);
  }

  /** The changes as a stream in which those of one key are in order. */
  DataStream<RowData> stream(StreamExecutionEnvironment environment, double perSecond) {
    DataGeneratorSource<RowData> source =
        new DataGeneratorSource<>(
            this::change,
            count,
            RateLimiterStrategy.perSecond(perSecond),
            InternalTypeInfo.of(ROW));
    return environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), "changes")
        .setParallelism(1)
        .keyBy(row -> row.getLong(0));
  }
}
