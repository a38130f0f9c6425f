package io.cosmoscassandra.flink.simulation.job;

import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.kit.Tables;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.simulation.scenario.SourceRow;
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
    Tables table =
        Tables.table("keyspace", "table").partitionKey("k", new IntType(), DataTypes.INT);
    for (int i = 0; i < SourceRow.COLUMNS; i++) {
      table.column("v" + i, new BigIntType(), DataTypes.BIGINT);
    }
    return table.build();
  }
}
