package io.cosmoscassandra.flink.table.pushdown;

import io.cosmoscassandra.flink.read.CqlPredicate.Operator;
import io.cosmoscassandra.flink.table.pushdown.Restriction.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.types.DataType;

/** Reads the conditions of a query as restrictions of single columns, where they are such. */
final class Restrictions {

  private static final Map<FunctionDefinition, Operator> OPERATORS =
      Map.of(
          BuiltInFunctionDefinitions.EQUALS, Operator.EQUAL,
          BuiltInFunctionDefinitions.LESS_THAN, Operator.LESS,
          BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL, Operator.LESS_OR_EQUAL,
          BuiltInFunctionDefinitions.GREATER_THAN, Operator.GREATER,
          BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL, Operator.GREATER_OR_EQUAL);

  private Restrictions() {}

  /** The restriction that an expression is; empty if CQL has no such condition. */
  static Optional<Restriction> of(ResolvedExpression expression) {
    if (!(expression instanceof CallExpression call)) {
      return Optional.empty();
    }
    FunctionDefinition function = call.getFunctionDefinition();
    if (function == BuiltInFunctionDefinitions.OR) {
      return anyOf(call.getResolvedChildren());
    }
    if (function == BuiltInFunctionDefinitions.AND) {
      return allOf(call.getResolvedChildren());
    }
    Operator operator = OPERATORS.get(function);
    return operator == null ? Optional.empty() : comparison(operator, call.getResolvedChildren());
  }

  /** Alternatives for one column are one list of values, or a bound that is part of the range. */
  private static Optional<Restriction> anyOf(List<ResolvedExpression> alternatives) {
    Set<Object> values = new LinkedHashSet<>();
    List<Comparison> bounds = new ArrayList<>();
    String column = null;
    for (ResolvedExpression alternative : alternatives) {
      Optional<Restriction> restriction = of(alternative);
      if (restriction.isEmpty() || (column != null && !column.equals(restriction.get().column()))) {
        return Optional.empty();
      }
      column = restriction.get().column();
      if (restriction.get().isPoints()) {
        values.addAll(restriction.get().points());
      } else {
        bounds.addAll(restriction.get().comparisons());
      }
    }
    if (bounds.isEmpty()) {
      Comparison list = new Comparison(Operator.IN, List.copyOf(values));
      return Optional.of(new Restriction(column, List.of(list)));
    }
    boolean closed = alternatives.size() == 2 && bounds.size() == 1;
    return closed && bounds.get(0).values().equals(List.copyOf(values))
        ? inclusive(column, bounds.get(0))
        : Optional.empty();
  }

  /**
   * The range with its bound. The planner gives it in two parts where it has taken apart {@code a >
   * 1 OR (a = 1 AND b > 2)}, which is how SQL says "after the row (1, 2)".
   */
  private static Optional<Restriction> inclusive(String column, Comparison bound) {
    Operator operator =
        switch (bound.operator()) {
          case GREATER, GREATER_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
          case LESS, LESS_OR_EQUAL -> Operator.LESS_OR_EQUAL;
          case EQUAL, IN -> throw new IllegalStateException("Not a bound: " + bound);
        };
    return Optional.of(new Restriction(column, List.of(new Comparison(operator, bound.values()))));
  }

  /** Two bounds of one column are a range. */
  private static Optional<Restriction> allOf(List<ResolvedExpression> parts) {
    List<Comparison> bounds = new ArrayList<>();
    String column = null;
    for (ResolvedExpression part : parts) {
      Optional<Restriction> restriction = of(part).filter(r -> !r.isPoints());
      if (restriction.isEmpty() || (column != null && !column.equals(restriction.get().column()))) {
        return Optional.empty();
      }
      column = restriction.get().column();
      bounds.addAll(restriction.get().comparisons());
    }
    return Optional.of(new Restriction(column, bounds));
  }

  private static Optional<Restriction> comparison(
      Operator operator, List<ResolvedExpression> operands) {
    if (operands.get(0) instanceof FieldReferenceExpression field) {
      return comparison(operator, field, operands.get(1));
    }
    return operands.get(1) instanceof FieldReferenceExpression field
        ? comparison(mirrored(operator), field, operands.get(0))
        : Optional.empty();
  }

  private static Optional<Restriction> comparison(
      Operator operator, FieldReferenceExpression field, ResolvedExpression operand) {
    return operand instanceof ValueLiteralExpression literal
        ? value(field.getOutputDataType(), literal)
            .map(
                value ->
                    new Restriction(
                        field.getName(), List.of(new Comparison(operator, List.of(value)))))
        : Optional.empty();
  }

  private static Operator mirrored(Operator operator) {
    return switch (operator) {
      case EQUAL, IN -> operator;
      case LESS -> Operator.GREATER;
      case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
      case GREATER -> Operator.LESS;
      case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
    };
  }

  /** A literal in Flink's internal format, if it is a value of the column's type and not null. */
  private static Optional<Object> value(DataType column, ValueLiteralExpression literal) {
    return literal.isNull()
        ? Optional.empty()
        : Literals.internalValue(literal, column.getLogicalType());
  }
}
