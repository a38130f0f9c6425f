package io.cosmoscassandra.flink.table.catalog;

import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.CLUSTERING_ORDER;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.CQL_TYPE_PREFIX;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.PARTITION_KEY;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.PRIMARY_KEY;
import static io.cosmoscassandra.flink.options.CassandraCatalogOptions.STATIC_COLUMNS;

import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableLayout;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.schema.TargetTableCreator;
import io.cosmoscassandra.flink.schema.cql.CqlTypeParser;
import io.cosmoscassandra.flink.text.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.catalog.TableDistribution;
import org.apache.flink.table.catalog.UniqueConstraint;

/**
 * Reads what {@code CREATE TABLE} says as a table of CQL. What CQL has no place for is a problem,
 * so that nothing is lost without a word.
 */
final class DeclaredTable {

  static final String ELSEWHERE =
      "Create a table LIKE this one in another catalog, such as 'default_catalog', and add it"
          + " there.";

  private final TableName name;
  private final ResolvedCatalogTable table;
  private final KeyspaceMetadata keyspace;
  private final List<String> problems = new ArrayList<>();
  private final TableDeclaration declaration;
  private final TableLayout layout;

  DeclaredTable(TableName name, ResolvedCatalogTable table, KeyspaceMetadata keyspace) {
    this.name = name;
    this.table = table;
    this.keyspace = keyspace;
    checkColumns();
    checkPartitions();
    this.declaration = readDeclaration();
    this.layout = readLayout();
    if (problems.isEmpty()) {
      problems.addAll(TargetTableCreator.problems(declaration, layout));
    }
  }

  /** All that keeps the table from being created. */
  List<String> problems() {
    return problems;
  }

  TableDeclaration declaration() {
    return declaration;
  }

  TableLayout layout() {
    return layout;
  }

  private void checkColumns() {
    ResolvedSchema schema = table.getResolvedSchema();
    schema
        .getWatermarkSpecs()
        .forEach(
            watermark ->
                problems.add(
                    "A watermark for %s cannot be kept by Cassandra. %s"
                        .formatted(Wording.quoted(watermark.getRowtimeAttribute()), ELSEWHERE)));
    for (Column column : schema.getColumns()) {
      if (!column.isPhysical()) {
        problems.add(
            "Column %s is computed or metadata, which Cassandra cannot keep. %s"
                .formatted(Wording.quoted(column.getName()), ELSEWHERE));
      } else if (column
          .getComment()
          .filter(text -> !text.equals(InferredTable.STATIC))
          .isPresent()) {
        problems.add(
            "The comment of column %s cannot be kept by Cassandra. Remove it, or put it into the comment of the table."
                .formatted(Wording.quoted(column.getName())));
      }
    }
  }

  private void checkPartitions() {
    if (table.isPartitioned()) {
      problems.add(
          "PARTITIONED BY has another meaning in Flink than a partition key has. Use DISTRIBUTED BY (%s), or the option '%s'."
              .formatted(String.join(", ", table.getPartitionKeys()), PARTITION_KEY.key()));
    }
    table
        .getDistribution()
        .ifPresent(
            distribution -> {
              if (distribution.getKind() == TableDistribution.Kind.RANGE
                  || distribution.getBucketCount().isPresent()) {
                problems.add(
                    "Cassandra distributes partitions by hash into no fixed number of buckets. Use DISTRIBUTED BY (%s)."
                        .formatted(String.join(", ", distribution.getBucketKeys())));
              }
            });
  }

  private TableDeclaration readDeclaration() {
    List<TableDeclaration.Field> fields =
        table.getResolvedSchema().getColumns().stream()
            .filter(Column::isPhysical)
            .map(c -> new TableDeclaration.Field(c.getName(), c.getDataType().getLogicalType()))
            .toList();
    List<String> key =
        table
            .getResolvedSchema()
            .getPrimaryKey()
            .map(UniqueConstraint::getColumns)
            .orElse(List.of());
    List<String> keyByOption = names(PRIMARY_KEY.key());
    if (key.isEmpty()) {
      key = keyByOption;
    } else if (!keyByOption.isEmpty()) {
      problems.add(
          "Option '%s' is for tables that declare no primary key. Remove it."
              .formatted(PRIMARY_KEY.key()));
    }
    return new TableDeclaration(name, fields, key);
  }

  private TableLayout readLayout() {
    TableProperties properties = new TableProperties(name, table, declaration.columnNames());
    problems.addAll(properties.problems());
    List<String> partitionKey = names(PARTITION_KEY.key());
    if (partitionKey.isEmpty()) {
      partitionKey =
          table.getDistribution().map(TableDistribution::getBucketKeys).orElse(List.of());
    }
    return new TableLayout(
        partitionKey,
        PARTITION_KEY.key(),
        readOrder(),
        readStaticColumns(),
        readTypes(),
        properties.cql());
  }

  private Map<String, ClusteringOrder> readOrder() {
    Map<String, ClusteringOrder> order = new LinkedHashMap<>();
    for (String part : names(CLUSTERING_ORDER.key())) {
      String[] words = part.split("\\s+(?=\\S+$)", 2);
      String direction = words.length < 2 ? "ASC" : words[1].toUpperCase(Locale.ROOT);
      if (!direction.equals("ASC") && !direction.equals("DESC")) {
        problems.add(
            "Option '%s' is a list of columns with ASC or DESC, such as 'time DESC', but has '%s'."
                .formatted(CLUSTERING_ORDER.key(), part));
        continue;
      }
      if (requireColumn(CLUSTERING_ORDER.key(), words[0], declaration.primaryKey())) {
        order.put(words[0], ClusteringOrder.valueOf(direction));
      }
    }
    return order;
  }

  private Set<String> readStaticColumns() {
    List<String> names = names(STATIC_COLUMNS.key());
    names.forEach(column -> requireColumn(STATIC_COLUMNS.key(), column, declaration.columnNames()));
    return Set.copyOf(names);
  }

  private boolean requireColumn(String option, String column, List<String> columns) {
    boolean exists = columns.contains(column);
    if (!exists) {
      problems.add(
          "Option '%s' names '%s'. There are: %s."
              .formatted(option, column, Wording.overview(columns)));
    }
    return exists;
  }

  private Map<String, DataType> readTypes() {
    Map<String, DataType> types = new LinkedHashMap<>();
    new TreeMap<>(table.getOptions())
        .forEach(
            (key, value) -> {
              if (key.startsWith(CQL_TYPE_PREFIX)) {
                try {
                  types.put(
                      key.substring(CQL_TYPE_PREFIX.length()),
                      CqlTypeParser.parse(value, keyspace::getUserDefinedType));
                } catch (IllegalArgumentException e) {
                  problems.add("Option '%s': %s.".formatted(key, e.getMessage()));
                }
              }
            });
    return types;
  }

  private List<String> names(String option) {
    return TableOptions.names(table.getOptions().getOrDefault(option, ""));
  }
}
