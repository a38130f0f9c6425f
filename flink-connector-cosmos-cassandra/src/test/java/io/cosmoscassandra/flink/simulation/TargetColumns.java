package io.cosmoscassandra.flink.simulation;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.schema.TargetColumn;
import io.cosmoscassandra.flink.schema.TargetTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;

/** The target table as one sink sees it. */
final class TargetColumns {

  private static final TargetTable TABLE = build();

  private TargetColumns() {}

  static TargetTable table() {
    return TABLE;
  }

  private static TargetTable build() {
    List<TargetColumn> columns = new ArrayList<>();
    columns.add(
        new TargetColumn("k", TargetColumn.Kind.PARTITION_KEY, new IntType(), DataTypes.INT, 0));
    for (int i = 0; i < SourceRow.COLUMNS; i++) {
      columns.add(
          new TargetColumn(
              "v" + i, TargetColumn.Kind.REGULAR, new BigIntType(), DataTypes.BIGINT, i + 1));
    }
    return new TargetTable("keyspace", "table", columns);
  }
}
