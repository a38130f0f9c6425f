package io.cosmoscassandra.flink.table.pushdown;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.types.logical.LogicalType;

/** Turns literals of a query into values of Flink's internal format. */
final class Literals {

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private Literals() {}

  /** The value; empty if it is null or of a type that is never pushed down. */
  static Optional<Object> internalValue(ValueLiteralExpression literal) {
    LogicalType type = literal.getOutputDataType().getLogicalType();
    return switch (type.getTypeRoot()) {
      case BOOLEAN -> value(literal, Boolean.class);
      case TINYINT -> value(literal, Byte.class);
      case SMALLINT -> value(literal, Short.class);
      case INTEGER -> value(literal, Integer.class);
      case BIGINT -> value(literal, Long.class);
      case CHAR, VARCHAR -> literal.getValueAs(String.class).map(StringData::fromString);
      case BINARY, VARBINARY -> value(literal, byte[].class);
      case DATE -> literal.getValueAs(LocalDate.class).map(date -> (int) date.toEpochDay());
      case TIME_WITHOUT_TIME_ZONE -> literal.getValueAs(LocalTime.class).flatMap(Literals::millis);
      case TIMESTAMP_WITHOUT_TIME_ZONE ->
          literal.getValueAs(LocalDateTime.class).map(TimestampData::fromLocalDateTime);
      case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
          literal.getValueAs(Instant.class).map(TimestampData::fromInstant);
      default -> Optional.empty();
    };
  }

  private static <T> Optional<Object> value(ValueLiteralExpression literal, Class<T> type) {
    return literal.getValueAs(type).map(value -> value);
  }

  /** Flink's times end at the millisecond. */
  private static Optional<Object> millis(LocalTime time) {
    long nanos = time.toNanoOfDay();
    return nanos % NANOS_PER_MILLI == 0
        ? Optional.of((int) (nanos / NANOS_PER_MILLI))
        : Optional.empty();
  }
}
