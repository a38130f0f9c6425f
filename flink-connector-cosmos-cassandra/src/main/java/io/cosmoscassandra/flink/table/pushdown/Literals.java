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
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** Turns literals of a query into values of Flink's internal format. */
final class Literals {

  private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private Literals() {}

  /**
   * The value in the format of a column; empty if the column cannot hold it, or if its type is
   * never pushed down. Whole numbers are compared as such, whatever their size; a literal text is a
   * CHAR of its own length, which is compared with a VARCHAR as it is.
   */
  static Optional<Object> internalValue(ValueLiteralExpression literal, LogicalType column) {
    LogicalType type = literal.getOutputDataType().getLogicalType();
    if (isWholeNumber(type) && isWholeNumber(column)) {
      return literal
          .getValueAs(Number.class)
          .flatMap(number -> wholeNumber(number.longValue(), column));
    }
    boolean sameKind =
        type.getTypeRoot() == column.getTypeRoot() || (isText(type) && isText(column));
    return sameKind ? internalValue(literal, type.getTypeRoot()) : Optional.empty();
  }

  private static Optional<Object> internalValue(
      ValueLiteralExpression literal, LogicalTypeRoot type) {
    return switch (type) {
      case BOOLEAN -> value(literal, Boolean.class);
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

  private static boolean isWholeNumber(LogicalType type) {
    return type.is(LogicalTypeFamily.INTEGER_NUMERIC);
  }

  private static boolean isText(LogicalType type) {
    return type.is(LogicalTypeFamily.CHARACTER_STRING);
  }

  private static Optional<Object> wholeNumber(long number, LogicalType column) {
    return switch (column.getTypeRoot()) {
      case TINYINT -> number == (byte) number ? Optional.of((byte) number) : Optional.empty();
      case SMALLINT -> number == (short) number ? Optional.of((short) number) : Optional.empty();
      case INTEGER -> number == (int) number ? Optional.of((int) number) : Optional.empty();
      default -> Optional.of(number);
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
