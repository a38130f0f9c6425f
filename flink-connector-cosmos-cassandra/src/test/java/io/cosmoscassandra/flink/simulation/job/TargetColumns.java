package io.cosmoscassandra.flink.simulation.job;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.simulation.scenario.SourceRow;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;

/** The target table as one sink writes it. */
final class TargetColumns {

  private static final MappedTable TABLE = build();

  private TargetColumns() {}

  static MappedTable table() {
    return TABLE;
  }

  private static MappedTable build() {
    List<MappedColumn> columns = new ArrayList<>();
    columns.add(
        new MappedColumn("k", MappedColumn.Kind.PARTITION_KEY, new IntType(), DataTypes.INT, 0));
    for (int i = 0; i < SourceRow.COLUMNS; i++) {
      columns.add(
          new MappedColumn(
              "v" + i, MappedColumn.Kind.REGULAR, new BigIntType(), DataTypes.BIGINT, i + 1));
    }
    return new MappedTable("keyspace", "table", columns);
  }
}
