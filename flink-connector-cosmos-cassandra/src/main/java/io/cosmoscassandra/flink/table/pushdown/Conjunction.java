package io.cosmoscassandra.flink.table.pushdown;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;

/** Puts the conditions on one column together, as the planner does for a query but no DELETE. */
final class Conjunction {

  private Conjunction() {}

  static List<ResolvedExpression> byColumn(List<ResolvedExpression> conditions) {
    Map<String, List<ResolvedExpression>> ofColumns = new LinkedHashMap<>();
    List<ResolvedExpression> others = new ArrayList<>();
    for (ResolvedExpression condition : parts(conditions)) {
      Optional<Restriction> restriction = Restrictions.of(condition);
      if (restriction.isPresent()) {
        ofColumns
            .computeIfAbsent(restriction.get().column(), name -> new ArrayList<>())
            .add(condition);
      } else {
        others.add(condition);
      }
    }
    List<ResolvedExpression> together = new ArrayList<>(others);
    ofColumns.values().forEach(parts -> together.add(all(parts)));
    return together;
  }

  private static List<ResolvedExpression> parts(List<ResolvedExpression> conditions) {
    List<ResolvedExpression> parts = new ArrayList<>();
    for (ResolvedExpression condition : conditions) {
      if (condition instanceof CallExpression call
          && call.getFunctionDefinition() == BuiltInFunctionDefinitions.AND) {
        parts.addAll(parts(call.getResolvedChildren()));
      } else {
        parts.add(condition);
      }
    }
    return parts;
  }

  private static ResolvedExpression all(List<ResolvedExpression> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : CallExpression.permanent(
            BuiltInFunctionDefinitions.AND, parts, DataTypes.BOOLEAN().notNull());
  }
}
