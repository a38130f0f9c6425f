package io.cosmoscassandra.flink.codec;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.TimestampType;

/** The table of all CQL types that are not made of others. */
final class ScalarMappings {

  static final List<ScalarMapping> ALL =
      List.of(
          ScalarMapping.of(DataTypes.TEXT, "also named `varchar`")
              .with(FlinkKind.STRING, () -> new TextCodec(false)),
          ScalarMapping.of(DataTypes.ASCII, "other characters are refused")
              .with(FlinkKind.STRING, () -> new TextCodec(true)),
          ScalarMapping.of(DataTypes.BOOLEAN, "-").with(FlinkKind.BOOLEAN, BooleanCodec::new),
          whole(DataTypes.TINYINT, CqlWholeNumber.TINYINT, FlinkKind.TINYINT),
          whole(DataTypes.SMALLINT, CqlWholeNumber.SMALLINT, FlinkKind.SMALLINT),
          whole(DataTypes.INT, CqlWholeNumber.INT, FlinkKind.INT),
          whole(DataTypes.BIGINT, CqlWholeNumber.BIGINT, FlinkKind.BIGINT),
          counter(),
          varint(),
          decimal(),
          ScalarMapping.of(DataTypes.FLOAT, "DOUBLE is refused: cast it")
              .with(FlinkKind.FLOAT, FloatCodec::new),
          ScalarMapping.of(DataTypes.DOUBLE, "-")
              .with(FlinkKind.DOUBLE, DoubleCodec::new)
              .with(FlinkKind.FLOAT, FloatDoubleCodec::new),
          ScalarMapping.of(DataTypes.BLOB, "-").with(FlinkKind.BYTES, BytesCodec::new),
          ScalarMapping.of(DataTypes.DATE, "-").with(FlinkKind.DATE, DateCodec::new),
          ScalarMapping.of(
                  DataTypes.TIME,
                  "TIME holds milliseconds; STRING, as in `12:30:00.123456789`, nanoseconds")
              .with(FlinkKind.TIME, TimeCodec::new)
              .with(FlinkKind.STRING, () -> new TextFormCodec(new TimeText())),
          timestamp(),
          ScalarMapping.of(
                  DataTypes.DURATION,
                  "STRING as in `1mo2d3h` or `P1M2DT3H`; an INTERVAL DAY TO SECOND becomes"
                      + " nanoseconds, its days being 24 hours")
              .with(FlinkKind.STRING, () -> new TextFormCodec(new DurationText()))
              .with(FlinkKind.INTERVAL_SECOND, DayTimeCodec::new)
              .with(FlinkKind.INTERVAL_MONTH, YearMonthCodec::new),
          ScalarMapping.of(DataTypes.UUID, "STRING as 8-4-4-4-12 hex digits")
              .with(FlinkKind.STRING, () -> new UuidTextCodec(CqlUuid.UUID))
              .with(FlinkKind.BINARY_16, () -> new UuidBytesCodec(CqlUuid.UUID)),
          ScalarMapping.of(DataTypes.TIMEUUID, "as `uuid`, but of version 1")
              .with(FlinkKind.STRING, () -> new UuidTextCodec(CqlUuid.TIMEUUID))
              .with(FlinkKind.BINARY_16, () -> new UuidBytesCodec(CqlUuid.TIMEUUID)),
          ScalarMapping.of(DataTypes.INET, "an address, never a host name")
              .with(FlinkKind.STRING, () -> new TextFormCodec(new InetText())));

  private static final Map<DataType, ScalarMapping> BY_CQL_TYPE =
      ALL.stream().collect(toUnmodifiableMap(ScalarMapping::cqlType, identity()));

  private ScalarMappings() {}

  static Optional<ScalarMapping> of(DataType cqlType) {
    return Optional.ofNullable(BY_CQL_TYPE.get(cqlType));
  }

  private static ScalarMapping whole(DataType cqlType, CqlWholeNumber target, FlinkKind best) {
    ScalarMapping mapping = ScalarMapping.of(cqlType, "the range of each value is checked");
    return withDecimal(withWholeNumbers(mapping, target, best), target);
  }

  private static ScalarMapping counter() {
    ScalarMapping mapping =
        ScalarMapping.of(DataTypes.COUNTER, "what is added; not under `exactly-once`");
    return withDecimal(
        withWholeNumbers(mapping, CqlWholeNumber.COUNTER, FlinkKind.BIGINT),
        CqlWholeNumber.COUNTER);
  }

  private static ScalarMapping varint() {
    ScalarMapping mapping =
        ScalarMapping.of(
            DataTypes.VARINT, "a DECIMAL must be whole; STRING for more than 38 digits");
    mapping = withDecimal(mapping, CqlWholeNumber.VARINT);
    return withWholeNumbers(mapping, CqlWholeNumber.VARINT, FlinkKind.BIGINT)
        .with(FlinkKind.STRING, () -> new TextFormCodec(new VarintText()));
  }

  private static ScalarMapping decimal() {
    ScalarMapping mapping =
        ScalarMapping.of(
                DataTypes.DECIMAL,
                "written with the declared scale; STRING for more than 38 digits")
            .withTyped(FlinkKind.DECIMAL, type -> new DecimalCodec((DecimalType) type));
    for (FlinkWholeNumber source : FlinkWholeNumber.values()) {
      mapping =
          mapping.with(FlinkKind.valueOf(source.name()), () -> new IntegralDecimalCodec(source));
    }
    return mapping.with(FlinkKind.STRING, () -> new TextFormCodec(new DecimalText()));
  }

  private static ScalarMapping timestamp() {
    return ScalarMapping.of(
            DataTypes.TIMESTAMP,
            "milliseconds, finer values are refused; a TIMESTAMP, which has no zone, is UTC")
        .withTyped(
            FlinkKind.TIMESTAMP_LTZ,
            type ->
                new TimestampCodec(
                    "TIMESTAMP_LTZ", ((LocalZonedTimestampType) type).getPrecision()))
        .withTyped(
            FlinkKind.TIMESTAMP,
            type -> new TimestampCodec("TIMESTAMP", ((TimestampType) type).getPrecision()));
  }

  private static ScalarMapping withWholeNumbers(
      ScalarMapping mapping, CqlWholeNumber target, FlinkKind best) {
    ScalarMapping result = mapping;
    FlinkWholeNumber first = FlinkWholeNumber.valueOf(best.name());
    result = result.with(best, () -> new IntegralCodec(first, target));
    for (FlinkWholeNumber source : FlinkWholeNumber.values()) {
      if (source != first) {
        result =
            result.with(FlinkKind.valueOf(source.name()), () -> new IntegralCodec(source, target));
      }
    }
    return result;
  }

  private static ScalarMapping withDecimal(ScalarMapping mapping, CqlWholeNumber target) {
    return mapping.withTyped(
        FlinkKind.DECIMAL, type -> new DecimalIntegralCodec((DecimalType) type, target));
  }
}
