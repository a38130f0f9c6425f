package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.data.CqlDuration;
import com.datastax.oss.driver.api.core.data.CqlVector;
import com.datastax.oss.driver.api.core.data.SettableByIndex;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import com.datastax.oss.driver.api.core.type.ListType;
import com.datastax.oss.driver.api.core.type.SetType;
import com.datastax.oss.driver.api.core.type.TupleType;
import com.datastax.oss.driver.api.core.type.UserDefinedType;
import com.datastax.oss.driver.api.core.type.VectorType;
import com.datastax.oss.driver.api.core.type.codec.TypeCodec;
import com.datastax.oss.driver.api.core.type.codec.registry.CodecRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;

/**
 * Draws values that fit a pair of types, often from the edges of their range, each with what the
 * plain driver has to read back when the sink has written it. Long because it has a case for each
 * CQL type.
 */
public final class RandomValues {

  private final Random random;

  public RandomValues(long seed) {
    this.random = new Random(seed);
  }

  /**
   * One value.
   *
   * @param flink in Flink's internal format
   * @param driver as the driver's default codec of the CQL type decodes it
   */
  public record Sample(Object flink, Object driver) {}

  /** The next value for the pair of types; never null. */
  public Sample next(TypePair pair) {
    return next(pair.flinkType(), pair.cqlType());
  }

  /** The next value for the pair of types; never null. */
  public Sample next(LogicalType flinkType, DataType cqlType) {
    if (flinkType instanceof ArrayType array) {
      return array(array.getElementType(), cqlType);
    }
    if (flinkType instanceof MapType map) {
      return map(map.getKeyType(), map.getValueType(), cqlType);
    }
    if (flinkType instanceof MultisetType multiset) {
      return map(multiset.getElementType(), new IntType(false), cqlType);
    }
    if (flinkType instanceof RowType row) {
      return row(row, cqlType);
    }
    return switch (flinkType.getTypeRoot()) {
      case CHAR, VARCHAR -> text(cqlType);
      case BOOLEAN -> same(random.nextBoolean());
      case TINYINT, SMALLINT, INTEGER, BIGINT -> whole(flinkType.getTypeRoot(), cqlType);
      case DECIMAL -> decimal((DecimalType) flinkType, cqlType);
      case FLOAT -> floating(cqlType);
      case DOUBLE -> same(nextDouble());
      case BINARY, VARBINARY -> bytes(flinkType, cqlType);
      case DATE -> date();
      case TIME_WITHOUT_TIME_ZONE -> time();
      case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> timestamp();
      case INTERVAL_YEAR_MONTH -> months();
      case INTERVAL_DAY_TIME -> millis();
      default -> throw new IllegalArgumentException("no values for " + flinkType);
    };
  }

  private static Sample same(Object value) {
    return new Sample(value, value);
  }

  private Sample array(LogicalType elementType, DataType cqlType) {
    List<Object> flink = new ArrayList<>();
    List<Object> driver = new ArrayList<>();
    DataType cqlElement = elementOf(cqlType);
    int size = cqlType instanceof VectorType vector ? vector.getDimensions() : random.nextInt(6);
    for (int i = 0; i < size; i++) {
      Sample element = next(elementType, cqlElement);
      flink.add(element.flink());
      driver.add(element.driver());
    }
    Object expected =
        cqlType instanceof VectorType
            ? CqlVector.newInstance(driver)
            : cqlType instanceof SetType ? new LinkedHashSet<>(driver) : driver;
    return new Sample(new GenericArrayData(flink.toArray()), expected);
  }

  private static DataType elementOf(DataType cqlType) {
    if (cqlType instanceof ListType list) {
      return list.getElementType();
    }
    if (cqlType instanceof SetType set) {
      return set.getElementType();
    }
    return ((VectorType) cqlType).getElementType();
  }

  private Sample map(LogicalType keyType, LogicalType valueType, DataType cqlType) {
    var map = (com.datastax.oss.driver.api.core.type.MapType) cqlType;
    Map<Object, Object> flink = new LinkedHashMap<>();
    Map<Object, Object> driver = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      Sample key = next(keyType, map.getKeyType());
      Sample value = next(valueType, map.getValueType());
      flink.put(key.flink(), value.flink());
      driver.put(key.driver(), value.driver());
    }
    return new Sample(new GenericMapData(flink), driver);
  }

  private Sample row(RowType row, DataType cqlType) {
    GenericRowData flink = new GenericRowData(row.getFieldCount());
    if (cqlType instanceof UserDefinedType udt) {
      var driver = udt.newValue();
      for (int i = 0; i < row.getFieldCount(); i++) {
        CqlIdentifier name = CqlIdentifier.fromInternal(row.getFieldNames().get(i));
        driver =
            fill(flink, i, row.getTypeAt(i), driver, udt.firstIndexOf(name), udt.getFieldTypes());
      }
      return new Sample(flink, driver);
    }
    TupleType tuple = (TupleType) cqlType;
    var driver = tuple.newValue();
    for (int i = 0; i < row.getFieldCount(); i++) {
      driver = fill(flink, i, row.getTypeAt(i), driver, i, tuple.getComponentTypes());
    }
    return new Sample(flink, driver);
  }

  private <T extends SettableByIndex<T>> T fill(
      GenericRowData flink,
      int position,
      LogicalType flinkType,
      T driver,
      int index,
      List<DataType> cqlTypes) {
    if (random.nextInt(5) == 0) {
      return driver;
    }
    Sample field = next(flinkType, cqlTypes.get(index));
    flink.setField(position, field.flink());
    TypeCodec<Object> codec = CodecRegistry.DEFAULT.codecFor(cqlTypes.get(index));
    return driver.set(index, field.driver(), codec);
  }

  private Sample text(DataType cqlType) {
    Object driver = textValue(cqlType);
    String text = driver instanceof InetAddress inet ? inet.getHostAddress() : driver.toString();
    if (driver instanceof CqlDuration && text.isEmpty()) {
      text = "0s";
    }
    // Half of the strings are in binary form already, as after an exchange between tasks.
    StringData flink = StringData.fromString(text);
    return new Sample(random.nextBoolean() ? StringData.fromBytes(flink.toBytes()) : flink, driver);
  }

  private Object textValue(DataType cqlType) {
    if (cqlType.equals(DataTypes.UUID)) {
      return new UUID(random.nextLong(), random.nextLong());
    }
    if (cqlType.equals(DataTypes.TIMEUUID)) {
      return nextTimeUuid();
    }
    if (cqlType.equals(DataTypes.INET)) {
      return nextAddress();
    }
    if (cqlType.equals(DataTypes.DURATION)) {
      return nextDuration();
    }
    if (cqlType.equals(DataTypes.TIME)) {
      return LocalTime.ofNanoOfDay(nextBounded(LocalTime.MAX.toNanoOfDay()));
    }
    if (cqlType.equals(DataTypes.VARINT)) {
      return new BigInteger(1 + random.nextInt(300), random)
          .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1));
    }
    if (cqlType.equals(DataTypes.DECIMAL)) {
      return new BigDecimal(new BigInteger(1 + random.nextInt(300), random), nextScale());
    }
    return nextText(cqlType.equals(DataTypes.ASCII) ? 0x80 : Character.MAX_CODE_POINT + 1);
  }

  private int nextScale() {
    return random.nextInt(100) - 50;
  }

  private String nextText(int bound) {
    int alphabet = random.nextInt(4) == 0 ? bound : Math.min(bound, 0x800);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      int codePoint = random.nextInt(alphabet);
      boolean surrogate =
          codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      text.appendCodePoint(surrogate ? 'x' : codePoint);
    }
    return text.toString();
  }

  private InetAddress nextAddress() {
    byte[] address = new byte[random.nextBoolean() ? 4 : 16];
    random.nextBytes(address);
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private UUID nextTimeUuid() {
    return new UUID((random.nextLong() & ~0xF000L) | 0x1000L, (random.nextLong() >>> 2) | 1L << 63);
  }

  private CqlDuration nextDuration() {
    int sign = random.nextBoolean() ? 1 : -1;
    return CqlDuration.newInstance(
        sign * (int) nextBounded(Integer.MAX_VALUE),
        sign * (int) nextBounded(Integer.MAX_VALUE),
        sign * nextBounded(Long.MAX_VALUE));
  }

  private Sample whole(LogicalTypeRoot root, DataType cqlType) {
    int bits = Math.min(bitsOf(root), bitsOf(cqlType));
    long value = nextSigned(bits);
    return new Sample(boxed(root, value), driverWhole(BigInteger.valueOf(value), cqlType));
  }

  private static Object boxed(LogicalTypeRoot root, long value) {
    return switch (root) {
      case TINYINT -> (byte) value;
      case SMALLINT -> (short) value;
      case INTEGER -> (int) value;
      default -> value;
    };
  }

  private static int bitsOf(LogicalTypeRoot root) {
    return switch (root) {
      case TINYINT -> Byte.SIZE;
      case SMALLINT -> Short.SIZE;
      case INTEGER -> Integer.SIZE;
      default -> Long.SIZE;
    };
  }

  private static int bitsOf(DataType cqlType) {
    if (cqlType.equals(DataTypes.TINYINT)) {
      return Byte.SIZE;
    }
    if (cqlType.equals(DataTypes.SMALLINT)) {
      return Short.SIZE;
    }
    return cqlType.equals(DataTypes.INT) ? Integer.SIZE : Long.SIZE;
  }

  private static Object driverWhole(BigInteger value, DataType cqlType) {
    if (cqlType.equals(DataTypes.TINYINT)) {
      return value.byteValueExact();
    }
    if (cqlType.equals(DataTypes.SMALLINT)) {
      return value.shortValueExact();
    }
    if (cqlType.equals(DataTypes.INT)) {
      return value.intValueExact();
    }
    if (cqlType.equals(DataTypes.VARINT)) {
      return value;
    }
    return cqlType.equals(DataTypes.DECIMAL) ? new BigDecimal(value) : value.longValueExact();
  }

  private Sample decimal(DecimalType type, DataType cqlType) {
    BigInteger bound = BigInteger.TEN.pow(type.getPrecision());
    BigInteger unscaled = new BigInteger(bound.bitLength() + 8, random).mod(bound);
    if (random.nextInt(4) == 0) {
      unscaled = BigInteger.valueOf(random.nextInt(300));
    }
    if (random.nextBoolean()) {
      unscaled = unscaled.negate();
    }
    boolean bounded = !cqlType.equals(DataTypes.DECIMAL) && !cqlType.equals(DataTypes.VARINT);
    if (bounded) {
      int bits = Math.min(bitsOf(cqlType), bound.bitLength() - 1);
      unscaled = BigInteger.valueOf(nextSigned(bits));
    }
    BigDecimal value = new BigDecimal(unscaled, type.getScale());
    DecimalData flink = DecimalData.fromBigDecimal(value, type.getPrecision(), type.getScale());
    boolean asDecimal = cqlType.equals(DataTypes.DECIMAL);
    return new Sample(flink, asDecimal ? value : driverWhole(unscaled, cqlType));
  }

  private Sample floating(DataType cqlType) {
    float value =
        switch (random.nextInt(12)) {
          case 0 -> Float.NaN;
          case 1 -> Float.NEGATIVE_INFINITY;
          case 2 -> -0f;
          case 3 -> Float.MIN_VALUE;
          default -> Float.intBitsToFloat(random.nextInt());
        };
    return new Sample(value, cqlType.equals(DataTypes.DOUBLE) ? (Object) (double) value : value);
  }

  private double nextDouble() {
    return switch (random.nextInt(12)) {
      case 0 -> Double.NaN;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> -0d;
      case 3 -> Double.MIN_VALUE;
      default -> Double.longBitsToDouble(random.nextLong());
    };
  }

  private Sample bytes(LogicalType flinkType, DataType cqlType) {
    if (cqlType.equals(DataTypes.UUID) || cqlType.equals(DataTypes.TIMEUUID)) {
      UUID uuid =
          cqlType.equals(DataTypes.UUID)
              ? new UUID(random.nextLong(), random.nextLong())
              : nextTimeUuid();
      ByteBuffer bytes = ByteBuffer.allocate(16);
      bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
      return new Sample(bytes.array(), uuid);
    }
    byte[] value =
        new byte[flinkType instanceof BinaryType type ? type.getLength() : random.nextInt(40)];
    random.nextBytes(value);
    return new Sample(value, ByteBuffer.wrap(value));
  }

  private Sample date() {
    int days =
        switch (random.nextInt(6)) {
          case 0 -> Integer.MIN_VALUE;
          case 1 -> Integer.MAX_VALUE;
          case 2 -> random.nextInt();
          default -> random.nextInt(60_000) - 30_000;
        };
    return new Sample(days, LocalDate.ofEpochDay(days));
  }

  private Sample time() {
    int millis = (int) nextBounded(86_399_999);
    return new Sample(millis, LocalTime.ofNanoOfDay(millis * 1_000_000L));
  }

  private Sample timestamp() {
    long millis = random.nextInt(4) == 0 ? nextSigned(Long.SIZE) : nextBounded(4_102_444_800_000L);
    return new Sample(TimestampData.fromEpochMillis(millis), Instant.ofEpochMilli(millis));
  }

  private Sample months() {
    int months = (int) nextSigned(Integer.SIZE);
    return new Sample(months, CqlDuration.newInstance(months, 0, 0));
  }

  private Sample millis() {
    long millis = nextSigned(Long.SIZE) / 1_000_000;
    return new Sample(millis, CqlDuration.newInstance(0, 0, millis * 1_000_000));
  }

  /** A number of so many bits: one of the ends now and then, else of any size. */
  private long nextSigned(int bits) {
    long min = Long.MIN_VALUE >> (Long.SIZE - bits);
    return switch (random.nextInt(10)) {
      case 0 -> min;
      case 1 -> ~min;
      case 2 -> 0;
      default -> random.nextLong() >> (Long.SIZE - 1 - random.nextInt(bits));
    };
  }

  /** From 0 to the bound, which is one of them. */
  private long nextBounded(long bound) {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1 -> bound;
      default -> bound == Long.MAX_VALUE ? random.nextLong() >>> 1 : random.nextLong(bound + 1);
    };
  }
}
