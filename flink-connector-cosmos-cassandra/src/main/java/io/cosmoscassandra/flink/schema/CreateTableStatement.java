package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import com.datastax.oss.driver.api.core.type.DataType;
import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import io.cosmoscassandra.flink.schema.cql.CqlTypeName;
import io.cosmoscassandra.flink.text.NearMiss;
import io.cosmoscassandra.flink.text.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the {@code CREATE TABLE} statement of a declaration. */
final class CreateTableStatement {

  private final TableDeclaration declaration;
  private final TableLayout layout;
  private final List<String> problems = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();

  CreateTableStatement(TableDeclaration declaration, TableCreationSettings creation) {
    this(declaration, TableLayout.of(creation));
  }

  CreateTableStatement(TableDeclaration declaration, TableLayout layout) {
    this.declaration = declaration;
    this.layout = layout;
    checkPrimaryKey();
    checkPartitionKey();
    checkOptions();
    for (TableDeclaration.Field field : declaration.fields()) {
      addColumn(field);
    }
  }

  /** All that keeps the statement from being written. */
  List<String> problems() {
    return problems;
  }

  /** The statement, provided that there are no problems. */
  String cql() {
    if (!problems.isEmpty()) {
      throw DeclarationException.ofCreation(declaration.name(), problems);
    }
    return "CREATE TABLE IF NOT EXISTS %s (\n%s\n)%s"
        .formatted(
            declaration.name().asCql(),
            columns.stream().map(line -> "  " + line + ",\n").collect(Collectors.joining())
                + "  "
                + primaryKey(),
            with());
  }

  private String with() {
    List<String> properties = new ArrayList<>();
    if (!layout.order().isEmpty()) {
      properties.add(
          clusteringColumns().stream()
              .map(name -> new CqlName(name).asCql() + " " + order(name))
              .collect(Collectors.joining(", ", "CLUSTERING ORDER BY (", ")")));
    }
    if (!layout.properties().isEmpty()) {
      properties.add(layout.properties());
    }
    return properties.isEmpty() ? "" : " WITH " + String.join(" AND ", properties);
  }

  private ClusteringOrder order(String column) {
    return layout.order().getOrDefault(column, ClusteringOrder.ASC);
  }

  private List<String> partitionKey() {
    return layout.partitionKey().isEmpty()
        ? declaration.primaryKey().subList(0, 1)
        : layout.partitionKey();
  }

  private List<String> clusteringColumns() {
    return declaration.primaryKey().stream()
        .filter(name -> !partitionKey().contains(name))
        .toList();
  }

  private String primaryKey() {
    List<String> clustering = clusteringColumns();
    String rest = clustering.isEmpty() ? "" : ", " + CqlName.list(clustering);
    return "PRIMARY KEY ((" + CqlName.list(partitionKey()) + ")" + rest + ")";
  }

  private void checkPrimaryKey() {
    if (declaration.primaryKey().isEmpty()) {
      List<String> first =
          declaration.fields().stream().limit(1).map(TableDeclaration.Field::name).toList();
      problems.add(
          "No primary key is declared, and every table of Cassandra has one. Declare it, for example: %s."
              .formatted(FlinkColumns.primaryKey(first)));
    }
  }

  private void checkPartitionKey() {
    List<String> key = declaration.primaryKey();
    Set<String> seen = new HashSet<>();
    for (String name : layout.partitionKey()) {
      if (!seen.add(name)) {
        problems.add(
            "The option '%s' names %s twice. Name each column once."
                .formatted(layout.partitionKeyOption(), Wording.quoted(name)));
      } else if (!key.isEmpty() && !key.contains(name)) {
        problems.add(
            "The option '%s' names %s, which is not in the declared primary key %s. %s"
                .formatted(
                    layout.partitionKeyOption(),
                    Wording.quoted(name),
                    FlinkColumns.list(key),
                    NearMiss.of(name, key)
                        .map(NearMiss::question)
                        .orElse("Name columns of the primary key, or add it there.")));
      }
    }
  }

  private void checkOptions() {
    String options = layout.properties();
    if (options.toLowerCase(Locale.ROOT).matches("(?s)with\\s.*") || options.endsWith(";")) {
      problems.add(
          "The option 'sink.create-table.options' is the CQL between WITH and the end of the statement, without WITH and without a semicolon, for example: default_time_to_live = 86400. It is: %s"
              .formatted(options));
    }
  }

  private void addColumn(TableDeclaration.Field field) {
    try {
      CreatedType created = type(field);
      boolean inKey = declaration.primaryKey().contains(field.name());
      if (inKey && !created.isAllowedInKey()) {
        problems.add(
            "Column %s would be of type %s, which the server does not allow in a primary key. Take it out of the primary key, or declare another type."
                .formatted(Wording.quoted(field.name()), created.type().asCql(true, true)));
      }
      columns.add(
          new CqlName(field.name()).asCql()
              + " "
              + CqlTypeName.of(created.type())
              + (layout.staticColumns().contains(field.name()) ? " STATIC" : ""));
    } catch (IncompatibleTypeException e) {
      problems.add("Column %s: %s".formatted(Wording.quoted(field.name()), e.getMessage()));
    }
  }

  private CreatedType type(TableDeclaration.Field field) throws IncompatibleTypeException {
    DataType given = layout.types().get(field.name());
    if (given == null) {
      return new CreatedType(TableLayout.defaultType(field.type()));
    }
    ValueCodecs.requireCompatible(field.type(), given);
    return new CreatedType(given);
  }
}
