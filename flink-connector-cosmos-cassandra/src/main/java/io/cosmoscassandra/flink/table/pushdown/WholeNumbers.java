package io.cosmoscassandra.flink.table.pushdown;

import io.cosmoscassandra.flink.table.pushdown.Restriction.Comparison;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.flink.table.types.logical.LogicalType;

/** Lists the whole numbers of a range. */
final class WholeNumbers {

  private WholeNumbers() {}

  /** The numbers in Flink's internal format; empty if they are too many, or have no end. */
  static Optional<List<Object>> between(PushableColumn column, Restriction range, int most) {
    if (!column.isWholeNumber()) {
      return Optional.empty();
    }
    Long from = null;
    Long to = null;
    for (Comparison comparison : range.comparisons()) {
      long value = ((Number) comparison.values().get(0)).longValue();
      switch (comparison.operator()) {
        case GREATER_OR_EQUAL -> from = larger(from, value);
        case GREATER -> {
          if (value == Long.MAX_VALUE) {
            return Optional.of(List.of());
          }
          from = larger(from, value + 1);
        }
        case LESS_OR_EQUAL -> to = smaller(to, value);
        case LESS -> {
          if (value == Long.MIN_VALUE) {
            return Optional.of(List.of());
          }
          to = smaller(to, value - 1);
        }
        case EQUAL, IN -> {
          return Optional.empty();
        }
      }
    }
    if (from == null || to == null) {
      return Optional.empty();
    }
    if (from > to) {
      return Optional.of(List.of());
    }
    long count = to - from + 1;
    if (count <= 0 || count > most) {
      return Optional.empty();
    }
    return Optional.of(
        LongStream.rangeClosed(from, to).mapToObj(n -> boxed(n, column.flinkType())).toList());
  }

  private static Long larger(Long bound, long value) {
    return bound == null ? value : Math.max(bound, value);
  }

  private static Long smaller(Long bound, long value) {
    return bound == null ? value : Math.min(bound, value);
  }

  private static Object boxed(long value, LogicalType type) {
    return switch (type.getTypeRoot()) {
      case TINYINT -> (byte) value;
      case SMALLINT -> (short) value;
      case INTEGER -> (int) value;
      default -> value;
    };
  }
}
