package io.cosmoscassandra.flink.it.kit;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.QueryExecutionException;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.sink.CassandraSink;
import io.cosmoscassandra.flink.sink.CassandraSinkBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
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
 * A reproducible changelog: change <i>i</i> writes <i>i</i> into the row of some key, or deletes
 * the row. So a change that is lost, doubled or out of order shows in the table.
 *
 * @param seed determines the keys and kinds of all changes
 * @param keys number of keys
 * @param count number of changes
 * @param deletes percentage of changes that are deletes
 */
public record Changelog(long seed, int keys, long count, int deletes) implements Changes {

  private static final long serialVersionUID = 1;

  public static final RowType ROW =
      RowType.of(
          new LogicalType[] {new BigIntType(false), new BigIntType()},
          new String[] {"id", "change"});

  /** The type of the changes. */
  public static TypeInformation<RowData> type() {
    return InternalTypeInfo.of(ROW);
  }

  /** Creates the table that the changes go to. */
  public static void createTable(CqlSession session, String keyspace) {
    session.execute(
        "CREATE TABLE %s.changes (id bigint PRIMARY KEY, change bigint)".formatted(keyspace));
  }

  /** Reads the table back: the last change of each key that is there. */
  public static Map<Long, Long> read(CqlSession session, String keyspace) {
    Map<Long, Long> rows = new HashMap<>();
    ask(session, "SELECT id, change FROM %s.changes".formatted(keyspace))
        .forEach(row -> rows.put(row.getLong("id"), row.getLong("change")));
    return rows;
  }

  /**
   * What a quorum has acknowledged has to be there for a quorum, too. It is asked again while nodes
   * do not answer, as may happen when one has just died.
   */
  private static List<Row> ask(CqlSession session, String cql) {
    SimpleStatement question =
        SimpleStatement.newInstance(cql).setConsistencyLevel(ConsistencyLevel.LOCAL_QUORUM);
    AtomicReference<List<Row>> answer = new AtomicReference<>();
    AtomicReference<Exception> last = new AtomicReference<>();
    Await.until(
        () -> {
          try {
            answer.set(session.execute(question).all());
            return true;
          } catch (QueryExecutionException | DriverTimeoutException | AllNodesFailedException e) {
            last.set(e);
            return false;
          }
        },
        TestJob.PATIENCE,
        () -> "no answer to %s: %s".formatted(cql, last.get()));
    return answer.get();
  }

  /** A row of the table, with when it was written in the eyes of the database. */
  public record Written(long change, long writetime) {}

  /** Reads the table back with the write times. */
  public static Map<Long, Written> readWritten(CqlSession session, String keyspace) {
    Map<Long, Written> rows = new HashMap<>();
    ask(session, "SELECT id, change, writetime(change) FROM %s.changes".formatted(keyspace))
        .forEach(row -> rows.put(row.getLong(0), new Written(row.getLong(1), row.getLong(2))));
    return rows;
  }

  /** Waits until the table holds what it should after the first changes. */
  public static void awaitTable(
      CqlSession session, String keyspace, Changes changelog, long changes, Duration patience) {
    awaitTable(session, keyspace, changelog.after(changes), patience);
  }

  /** Waits until the table holds just this. */
  public static void awaitTable(
      CqlSession session, String keyspace, Map<Long, Long> expected, Duration patience) {
    Await.until(
        () -> read(session, keyspace).equals(expected),
        patience,
        () ->
            "the table does not get to hold what it should: it is wrong in keys %s"
                .formatted(differences(expected, read(session, keyspace))));
  }

  private static String differences(Map<Long, Long> expected, Map<Long, Long> found) {
    Set<Long> keys = new TreeSet<>(expected.keySet());
    keys.addAll(found.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(expected.get(key), found.get(key)))
        .limit(20)
        .map(key -> "%d: %s for %s".formatted(key, found.get(key), expected.get(key)))
        .collect(Collectors.joining(", "));
  }

  /** Describes a sink for the changes. */
  public static CassandraSinkBuilder<RowData> sink(
      InetSocketAddress contactPoint, String keyspace) {
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

  @Override
  public RowData change(long index) {
    RowKind kind = isDelete(index) ? RowKind.DELETE : RowKind.UPDATE_AFTER;
    return GenericRowData.ofKind(kind, key(index), index);
  }

  public long key(long index) {
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

  /** The changes as a stream in which those of one key are in order. */
  public DataStream<RowData> stream(StreamExecutionEnvironment environment, double perSecond) {
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
