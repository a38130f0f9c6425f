package io.cosmoscassandra.flink.table.pushdown;

import io.cosmoscassandra.flink.read.ReadField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.expressions.AggregateExpression;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.DataType;

/**
 * Finds the aggregates that the server computes as Flink would. Each request returns the aggregates
 * of its rows, and Flink puts them together.
 */
public final class AggregatePushDown {

  private AggregatePushDown() {}

  /**
   * The fields that stand for aggregates; empty if one of them must be computed by Flink.
   *
   * @param produced the type of a row with all of them
   */
  public static Optional<List<ReadField>> fields(
      PushableTable table, List<AggregateExpression> aggregates, DataType produced) {
    List<ReadField> fields = new ArrayList<>();
    for (int i = 0; i < aggregates.size(); i++) {
      DataType type = produced.getChildren().get(i);
      Optional<ReadField> field = field(table, aggregates.get(i), type);
      if (field.isEmpty()) {
        return Optional.empty();
      }
      fields.add(field.get());
    }
    return Optional.of(fields);
  }

  private static Optional<ReadField> field(
      PushableTable table, AggregateExpression aggregate, DataType type) {
    if (aggregate.isDistinct()
        || aggregate.isApproximate()
        || aggregate.getFilterExpression().isPresent()) {
      return Optional.empty();
    }
    Optional<Function> function = Function.of(aggregate.getFunctionDefinition());
    if (function.filter(known -> known == Function.COUNT_OF_ROWS).isPresent()) {
      return Optional.of(new ReadField.CountOfRows());
    }
    return aggregate.getArgs().size() == 1
        ? table
            .aggregatable(aggregate.getArgs().get(0).getName())
            .flatMap(column -> function.flatMap(known -> field(known, column, type)))
        : Optional.empty();
  }

  private static Optional<ReadField> field(
      Function function, PushableColumn column, DataType type) {
    boolean sameType = type.getLogicalType().getTypeRoot() == column.flinkType().getTypeRoot();
    return switch (function) {
      case COUNT_OF_ROWS -> Optional.of(new ReadField.CountOfRows());
      case COUNT ->
          column.equalityIsTheSame()
              ? Optional.of(new ReadField.CountOfValues(column.name()))
              : Optional.empty();
      case MIN ->
          column.orderIsTheSame() && sameType
              ? Optional.of(new ReadField.Minimum(column.name(), column.flinkType()))
              : Optional.empty();
      case MAX ->
          column.orderIsTheSame() && sameType
              ? Optional.of(new ReadField.Maximum(column.name(), column.flinkType()))
              : Optional.empty();
    };
  }

  /** A function of the planner, whose classes only the planner sees. */
  private enum Function {
    COUNT_OF_ROWS("Count1AggFunction"),
    COUNT("CountAggFunction"),
    MIN("MinAggFunction"),
    MAX("MaxAggFunction");

    private final String className;

    Function(String className) {
      this.className = className;
    }

    static Optional<Function> of(FunctionDefinition definition) {
      for (Class<?> c = definition.getClass(); c != null; c = c.getSuperclass()) {
        for (Function function : values()) {
          if (c.getSimpleName().equals(function.className)) {
            return Optional.of(function);
          }
        }
      }
      return Optional.empty();
    }
  }
}
