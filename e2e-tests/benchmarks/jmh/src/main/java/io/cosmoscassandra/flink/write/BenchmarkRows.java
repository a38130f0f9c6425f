package io.cosmoscassandra.flink.write;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.benchmarks.contender.Workload;
import io.cosmoscassandra.benchmarks.sink.FlinkRowShape;
import io.cosmoscassandra.benchmarks.sink.RowDataGenerator;
import io.cosmoscassandra.flink.schema.LatestExpiry;
import io.cosmoscassandra.flink.schema.MappedColumn;
import io.cosmoscassandra.flink.schema.MappedTable;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.time.MicroClock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/** The rows of the other benchmarks, made beforehand, and their table. */
public final class BenchmarkRows {

  /** How many an invocation works on; what is reported is for one of them. */
  public static final int ROWS = 1_000;

  /** Where the map is in rows with collections. */
  static final int MAP = 3;

  private static final List<DataType> FLAT =
      List.of(
          DataTypes.BIGINT,
          DataTypes.BIGINT,
          DataTypes.INT,
          DataTypes.DOUBLE,
          DataTypes.TIMESTAMP,
          DataTypes.TEXT);
  private static final List<DataType> COLLECTIONS =
      List.of(
          DataTypes.BIGINT,
          DataTypes.BIGINT,
          DataTypes.frozenListOf(DataTypes.INT),
          DataTypes.frozenMapOf(DataTypes.TEXT, DataTypes.INT),
          DataTypes.frozenSetOf(DataTypes.TEXT));

  private BenchmarkRows() {}

  static List<RowData> rows(Workload workload) {
    RowDataGenerator generator = new RowDataGenerator(workload);
    List<RowData> rows = new ArrayList<>();
    for (long i = 0; i < ROWS; i++) {
      rows.add(generator.row(i));
    }
    return rows;
  }

  static RowEncoder encoder(Workload workload) {
    return new RowEncoder(
        table(workload),
        new RowLayout(
            false,
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Integer.MAX_VALUE,
            LatestExpiry.UNKNOWN),
        MicroClock.SYSTEM);
  }

  /** The rows as mutations. */
  public static List<Mutation> mutations(Workload workload) throws RowException {
    RowEncoder encoder = encoder(workload);
    List<Mutation> mutations = new ArrayList<>();
    for (RowData row : rows(workload)) {
      mutations.add(encoder.encode(row));
    }
    return mutations;
  }

  private static MappedTable table(Workload workload) {
    RowType type = FlinkRowShape.of(workload).rowType();
    List<DataType> cql = workload.hasCollections() ? COLLECTIONS : FLAT;
    List<MappedColumn> columns = new ArrayList<>();
    for (int i = 0; i < type.getFieldCount(); i++) {
      MappedColumn.Kind kind =
          switch (i) {
            case 0 -> MappedColumn.Kind.PARTITION_KEY;
            case 1 -> MappedColumn.Kind.CLUSTERING;
            default -> MappedColumn.Kind.REGULAR;
          };
      columns.add(
          new MappedColumn(type.getFieldNames().get(i), kind, type.getTypeAt(i), cql.get(i), i));
    }
    return new MappedTable(new TableName("benchmark", "rows"), columns);
  }
}
