package io.cosmoscassandra.flink.read;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * The part of a query's condition that the server evaluates. It is a legal condition by itself, for
 * every request that reads a part of the table.
 *
 * @param partitions the only partitions that can hold rows; null if any can, empty if none does
 * @param conditions the conditions that each row must meet besides
 * @param filtering whether the server reads rows only to find that they do not meet a condition,
 *     which CQL calls {@code ALLOW FILTERING}
 */
@Internal
public record CqlPredicate(
    @Nullable List<PartitionKey> partitions, List<Condition> conditions, boolean filtering)
    implements Serializable {

  /** The predicate that every row meets. */
  public static final CqlPredicate ALL = new CqlPredicate(null, List.of());

  public CqlPredicate {
    // Lists that Java can serialize whatever their size.
    partitions = partitions == null ? null : List.copyOf(partitions);
    conditions = List.copyOf(conditions);
  }

  /** A predicate on the key, whose rows the server finds without reading others. */
  public CqlPredicate(@Nullable List<PartitionKey> partitions, List<Condition> conditions) {
    this(partitions, conditions, false);
  }

  /** Whether no row can meet it. */
  public boolean isNever() {
    return partitions != null && partitions.isEmpty();
  }

  /**
   * The complete key of one partition.
   *
   * @param values the values in the order of the partition key
   */
  public record PartitionKey(List<CqlValue> values) implements Serializable {

    public PartitionKey {
      values = List.copyOf(values);
    }
  }

  /**
   * A condition on one column.
   *
   * @param column the column's name in Cassandra, not quoted
   * @param values the values that it is compared with: one, or several for {@link Operator#IN}
   */
  public record Condition(String column, Operator operator, List<CqlValue> values)
      implements Serializable {

    public Condition {
      values = List.copyOf(values);
    }

    /** Whether an encoded value meets the condition. */
    boolean isMetBy(ByteBuffer value, Comparator<ByteBuffer> order) {
      return values.stream().anyMatch(other -> operator.holds(order.compare(value, other.bytes())));
    }

    /** The condition in CQL, with a marker for each value. */
    String cql(String quotedColumn) {
      if (operator != Operator.IN) {
        return quotedColumn + " " + operator.sign() + " ?";
      }
      return quotedColumn
          + values.stream().map(value -> "?").collect(Collectors.joining(", ", " IN (", ")"));
    }
  }

  /** A comparison that CQL knows. */
  public enum Operator {
    EQUAL("="),
    IN("IN"),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    /** Whether the condition names single values. */
    boolean isPoints() {
      return this == EQUAL || this == IN;
    }

    /** Whether the comparison holds for values that compare in this way. */
    private boolean holds(int compared) {
      return switch (this) {
        case EQUAL, IN -> compared == 0;
        case LESS -> compared < 0;
        case LESS_OR_EQUAL -> compared <= 0;
        case GREATER -> compared > 0;
        case GREATER_OR_EQUAL -> compared >= 0;
      };
    }
  }

  /** Whether a condition names single values of a column. */
  public boolean restrictsToPoints(String column) {
    return conditions.stream().anyMatch(c -> c.column().equals(column) && c.operator().isPoints());
  }

  /** Whether requests read ranges of tokens of which the server filters the rows. */
  public boolean filtersRanges() {
    return filtering && partitions == null;
  }

  /** Tells the predicate from others in a savepoint, where it stands beside a place. */
  int checksum() {
    CRC32C checksum = new CRC32C();
    for (Condition condition : conditions) {
      checksum.update(condition.cql(condition.column()).getBytes(StandardCharsets.UTF_8));
      condition.values().forEach(value -> checksum.update(value.bytes()));
    }
    return (int) checksum.getValue();
  }

  /** The values of all conditions, in the order of their markers. */
  List<CqlValue> values() {
    List<CqlValue> values = new ArrayList<>();
    conditions.forEach(condition -> values.addAll(condition.values()));
    return values;
  }
}
