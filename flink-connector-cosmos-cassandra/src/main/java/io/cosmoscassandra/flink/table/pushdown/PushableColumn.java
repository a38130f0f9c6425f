package io.cosmoscassandra.flink.table.pushdown;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.codec.ValueCodec;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import io.cosmoscassandra.flink.codec.ValueException;
import io.cosmoscassandra.flink.read.CqlValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * A column that is declared in Flink and live in Cassandra: tells which comparisons mean the same
 * on both sides.
 *
 * @param name the name in Cassandra
 * @param flinkType the declared type
 * @param cqlType the live type
 */
public record PushableColumn(String name, LogicalType flinkType, DataType cqlType) {

  /**
   * Flink types of which two values are equal exactly if their bytes are, once the value fits. A
   * DECIMAL is none: 1.0 and 1.00 are equal, and different partition keys. Nor are floating-point
   * numbers, with their two zeros, and CHAR, which Flink compares with its padding.
   */
  private static final Set<LogicalTypeRoot> EQUAL_IF_BYTES_ARE =
      Set.of(
          LogicalTypeRoot.BOOLEAN,
          LogicalTypeRoot.TINYINT,
          LogicalTypeRoot.SMALLINT,
          LogicalTypeRoot.INTEGER,
          LogicalTypeRoot.BIGINT,
          LogicalTypeRoot.VARCHAR,
          LogicalTypeRoot.VARBINARY,
          LogicalTypeRoot.DATE,
          LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE,
          LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE,
          LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);

  /** CQL types whose values every value of a fitting Flink type has only one encoding of. */
  private static final Set<DataType> ONE_ENCODING =
      Set.of(
          DataTypes.BOOLEAN,
          DataTypes.TINYINT,
          DataTypes.SMALLINT,
          DataTypes.INT,
          DataTypes.BIGINT,
          DataTypes.TEXT,
          DataTypes.ASCII,
          DataTypes.BLOB,
          DataTypes.DATE,
          DataTypes.TIME,
          DataTypes.TIMESTAMP,
          DataTypes.UUID,
          DataTypes.TIMEUUID,
          DataTypes.INET);

  /** CQL types that Cassandra orders as Flink orders the types that go with them. */
  private static final Set<DataType> SAME_ORDER =
      Set.of(
          DataTypes.TINYINT,
          DataTypes.SMALLINT,
          DataTypes.INT,
          DataTypes.BIGINT,
          DataTypes.TEXT,
          DataTypes.ASCII,
          DataTypes.DATE,
          DataTypes.TIME,
          DataTypes.TIMESTAMP);

  private static final Set<DataType> TEXTS = Set.of(DataTypes.TEXT, DataTypes.ASCII);

  /** Whether equality means the same. */
  boolean equalityIsTheSame() {
    return EQUAL_IF_BYTES_ARE.contains(flinkType.getTypeRoot()) && ONE_ENCODING.contains(cqlType);
  }

  /**
   * Whether smaller and larger mean the same. A text that stands for a number has another order.
   */
  boolean orderIsTheSame() {
    boolean isText = flinkType.getTypeRoot() == LogicalTypeRoot.VARCHAR;
    return equalityIsTheSame() && SAME_ORDER.contains(cqlType) && isText == TEXTS.contains(cqlType);
  }

  /** Whether the server orders the column's values as texts. */
  boolean isText() {
    return TEXTS.contains(cqlType);
  }

  /**
   * The smallest value that is not empty; absent if an empty value is the smallest one, as that of
   * texts is.
   */
  Optional<CqlValue> smallest() {
    if (cqlType.equals(DataTypes.TINYINT)) {
      return Optional.of(new CqlValue(new byte[] {Byte.MIN_VALUE}));
    }
    if (cqlType.equals(DataTypes.SMALLINT)) {
      return Optional.of(new CqlValue(new byte[] {Byte.MIN_VALUE, 0}));
    }
    if (cqlType.equals(DataTypes.INT)) {
      return Optional.of(new CqlValue(new byte[] {Byte.MIN_VALUE, 0, 0, 0}));
    }
    if (cqlType.equals(DataTypes.BIGINT) || cqlType.equals(DataTypes.TIMESTAMP)) {
      return Optional.of(new CqlValue(new byte[] {Byte.MIN_VALUE, 0, 0, 0, 0, 0, 0, 0}));
    }
    if (cqlType.equals(DataTypes.DATE)) {
      return Optional.of(new CqlValue(new byte[4]));
    }
    return cqlType.equals(DataTypes.TIME)
        ? Optional.of(new CqlValue(new byte[8]))
        : Optional.empty();
  }

  /** Whether the column's values are whole numbers on both sides. */
  boolean isWholeNumber() {
    return switch (flinkType.getTypeRoot()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT -> equalityIsTheSame();
      default -> false;
    };
  }

  /**
   * The encoded value of a literal in Flink's internal format; empty if the column cannot hold
   * exactly this value.
   */
  Optional<CqlValue> encoded(Object value) {
    try {
      ValueCodec codec = ValueCodecs.between(flinkType, cqlType);
      DataOutputSerializer out = new DataOutputSerializer(32);
      codec.encode(value, out);
      byte[] bytes = out.getCopyOfBuffer();
      // The text of a UUID or an address may be written in several ways, and Flink compares texts.
      Object back = codec.decode(ByteBuffer.wrap(bytes));
      return sameValue(value, back) ? Optional.of(new CqlValue(bytes)) : Optional.empty();
    } catch (ValueException | IncompatibleTypeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean sameValue(Object value, Object back) {
    return value instanceof byte[] bytes
        ? back instanceof byte[] others && Arrays.equals(bytes, others)
        : value.equals(back);
  }
}
