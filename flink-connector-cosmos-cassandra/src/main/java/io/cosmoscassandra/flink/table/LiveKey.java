package io.cosmoscassandra.flink.table;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.SessionRegistry;
import io.cosmoscassandra.flink.client.SharedSession;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.table.pushdown.PushableColumn;
import io.cosmoscassandra.flink.table.pushdown.PushableTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks the database for the key of a table while a query is planned. */
final class LiveKey {

  private LiveKey() {}

  /** The key as far as it is declared; nothing can be pushed down to a table that is missing. */
  static PushableTable of(ConnectionSettings connection, TableDeclaration declaration) {
    try (SharedSession session = SessionRegistry.instance().acquire(connection)) {
      return session
          .session()
          .getMetadata()
          .getKeyspace(CqlIdentifier.fromInternal(declaration.keyspace()))
          .flatMap(keyspace -> keyspace.getTable(CqlIdentifier.fromInternal(declaration.table())))
          .map(table -> of(table, declaration))
          .orElse(new PushableTable(List.of(), List.of()));
    }
  }

  private static PushableTable of(TableMetadata table, TableDeclaration declaration) {
    Map<String, TableDeclaration.Field> declared =
        declaration.fields().stream()
            .collect(Collectors.toMap(TableDeclaration.Field::name, Function.identity()));
    List<PushableColumn> partition = declaredPrefix(table.getPartitionKey(), declared);
    return new PushableTable(
        partition.size() == table.getPartitionKey().size() ? partition : List.of(),
        declaredPrefix(table.getClusteringColumns().keySet(), declared));
  }

  private static List<PushableColumn> declaredPrefix(
      Collection<ColumnMetadata> live, Map<String, TableDeclaration.Field> declared) {
    List<PushableColumn> columns = new ArrayList<>();
    for (ColumnMetadata column : live) {
      Optional<TableDeclaration.Field> field =
          Optional.ofNullable(declared.get(column.getName().asInternal()));
      if (field.isEmpty()) {
        break;
      }
      columns.add(new PushableColumn(field.get().name(), field.get().type(), column.getType()));
    }
    return columns;
  }
}
