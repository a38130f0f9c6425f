package io.cosmoscassandra.flink.commit.store;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import io.cosmoscassandra.flink.schema.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Definition of a committer table. The columns are a part of the format: tables that a released
 * version has created stay usable.
 *
 * @param name the name of the table
 * @param partitionKey the columns of the partition key
 * @param clustering the clustering columns
 * @param others the other columns
 */
record CommitterTableDefinition(
    TableName name, List<Column> partitionKey, List<Column> clustering, List<Column> others) {

  /** A column. */
  record Column(String name, DataType type) {

    String cql() {
      return name + " " + type.asCql(true, true);
    }
  }

  /** The table of chunks, in partitions of a bounded size. */
  static CommitterTableDefinition chunks(TableName name) {
    return new CommitterTableDefinition(
        name,
        List.of(
            new Column("run_id", DataTypes.UUID),
            new Column("seq", DataTypes.BIGINT),
            new Column("bucket", DataTypes.INT)),
        List.of(new Column("chunk", DataTypes.INT)),
        List.of(new Column("data", DataTypes.BLOB)));
  }

  /** The table of registers, each a row of its own, with its note. */
  static CommitterTableDefinition progress(TableName name) {
    return new CommitterTableDefinition(
        name,
        List.of(new Column("sink_id", DataTypes.TEXT)),
        List.of(new Column("run_id", DataTypes.UUID), new Column("register", DataTypes.TEXT)),
        List.of(
            new Column("value", DataTypes.BIGINT),
            new Column("subtask", DataTypes.INT),
            new Column("parallelism", DataTypes.INT),
            new Column("checkpoint_id", DataTypes.BIGINT),
            new Column("rows", DataTypes.BIGINT),
            new Column("written_at", DataTypes.TIMESTAMP)));
  }

  /** The statement that creates the table with the given CQL after WITH. */
  String cql(String options) {
    List<Column> columns = new ArrayList<>(partitionKey);
    columns.addAll(clustering);
    columns.addAll(others);
    return "CREATE TABLE IF NOT EXISTS %s (\n%s  PRIMARY KEY ((%s), %s)\n) WITH %s"
        .formatted(
            name.asCql(),
            columns.stream().map(c -> "  " + c.cql() + ",\n").collect(Collectors.joining()),
            names(partitionKey),
            names(clustering),
            options);
  }

  /** The reasons why an existing table cannot be used. Additional columns are allowed. */
  List<String> problemsOf(TableMetadata table) {
    List<String> problems = new ArrayList<>();
    checkKey("partition key", partitionKey, table.getPartitionKey(), problems);
    checkKey("clustering columns", clustering, table.getClusteringColumns().keySet(), problems);
    Map<String, String> found =
        table.getColumns().values().stream()
            .collect(
                Collectors.toMap(
                    c -> c.getName().asInternal(), c -> c.getType().asCql(true, true)));
    for (Column column : others) {
      String type = found.get(column.name());
      if (type == null) {
        problems.add("column %s is missing".formatted(column.cql()));
      } else if (!type.equals(column.type().asCql(true, true))) {
        problems.add("column %s is of type %s".formatted(column.cql(), type));
      }
    }
    return problems;
  }

  private static void checkKey(
      String what, List<Column> expected, Collection<ColumnMetadata> found, List<String> problems) {
    String expectedCql = expected.stream().map(Column::cql).collect(Collectors.joining(", "));
    String foundCql =
        found.stream()
            .map(c -> c.getName().asCql(true) + " " + c.getType().asCql(true, true))
            .collect(Collectors.joining(", "));
    if (!foundCql.equals(expectedCql)) {
      problems.add("its %s must be (%s), but is (%s)".formatted(what, expectedCql, foundCql));
    }
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
