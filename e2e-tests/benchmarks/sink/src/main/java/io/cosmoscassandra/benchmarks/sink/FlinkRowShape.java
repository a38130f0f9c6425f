package io.cosmoscassandra.benchmarks.sink;

import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.stream.Collectors;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;

/** The columns of a workload in Flink's types. */
public record FlinkRowShape(RowType rowType) {

  private static final FlinkRowShape FLAT =
      new FlinkRowShape(
          RowType.of(
              new LogicalType[] {
                new BigIntType(false),
                new BigIntType(false),
                new IntType(),
                new DoubleType(),
                new TimestampType(3),
                VarCharType.STRING_TYPE
              },
              new String[] {"p", "c", "i", "d", "at", "t"}));

  private static final FlinkRowShape COLLECTIONS =
      new FlinkRowShape(
          RowType.of(
              new LogicalType[] {
                new BigIntType(false),
                new BigIntType(false),
                new ArrayType(new IntType()),
                new MapType(VarCharType.STRING_TYPE, new IntType()),
                new ArrayType(VarCharType.STRING_TYPE)
              },
              new String[] {"p", "c", "l", "m", "s"}));

  /** The columns of a workload. */
  public static FlinkRowShape of(Workload workload) {
    return workload.hasCollections() ? COLLECTIONS : FLAT;
  }

  /** The columns for {@code CREATE TABLE}. */
  public String declaration() {
    return rowType.getFields().stream()
        .map(field -> "`%s` %s".formatted(field.getName(), field.getType().asSerializableString()))
        .collect(Collectors.joining(", "));
  }
}
