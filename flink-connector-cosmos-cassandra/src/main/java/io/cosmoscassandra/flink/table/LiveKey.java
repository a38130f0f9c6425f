package io.cosmoscassandra.flink.table;

import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.schema.DeclarationException;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.table.pushdown.PushableColumn;
import io.cosmoscassandra.flink.table.pushdown.PushableTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.table.api.ValidationException;

/**
 * The primary key of a table as the database has it, which is asked while a query is planned.
 *
 * @param partition the names of the partition key, whether they are declared or not
 * @param pushable what the rules of push-down must know
 * @param vectors the columns of vectors by their names
 */
record LiveKey(List<String> partition, PushableTable pushable, Map<String, VectorColumn> vectors) {

  LiveKey {
    partition = List.copyOf(partition);
  }

  /**
   * The key as far as it is declared.
   *
   * @throws ValidationException if the database cannot be asked, or the declaration does not fit
   */
  static LiveKey of(ConnectionSettings connection, TableDeclaration declaration) {
    try (TableHandle handle = TableHandle.openForReading(connection, declaration)) {
      return of(handle.live().metadata(), declaration);
    } catch (ConnectionException | DeclarationException e) {
      throw new ValidationException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ValidationException("Interrupted while the query was planned", e);
    }
  }

  private static LiveKey of(TableMetadata table, TableDeclaration declaration) {
    return new LiveKey(
        table.getPartitionKey().stream().map(column -> column.getName().asInternal()).toList(),
        pushable(table, declaration),
        VectorColumn.of(table));
  }

  private static PushableTable pushable(TableMetadata table, TableDeclaration declaration) {
    Map<String, TableDeclaration.Field> declared =
        declaration.fields().stream()
            .collect(Collectors.toMap(TableDeclaration.Field::name, Function.identity()));
    List<PushableColumn> partition = declaredPrefix(table.getPartitionKey(), declared);
    return new PushableTable(
        partition.size() == table.getPartitionKey().size() ? partition : List.of(),
        declaredPrefix(table.getClusteringColumns().keySet(), declared),
        aggregatable(table, declared));
  }

  private static List<PushableColumn> aggregatable(
      TableMetadata table, Map<String, TableDeclaration.Field> declared) {
    boolean statics = table.getColumns().values().stream().anyMatch(ColumnMetadata::isStatic);
    return table.getColumns().values().stream()
        .filter(column -> declared.containsKey(column.getName().asInternal()))
        .filter(column -> !statics || !belongsToPartition(column, table))
        .map(column -> pushable(column, declared.get(column.getName().asInternal())))
        .toList();
  }

  private static boolean belongsToPartition(ColumnMetadata column, TableMetadata table) {
    return column.isStatic() || table.getPartitionKey().contains(column);
  }

  private static PushableColumn pushable(ColumnMetadata column, TableDeclaration.Field field) {
    return new PushableColumn(field.name(), field.type(), column.getType());
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
      columns.add(pushable(column, field.get()));
    }
    return columns;
  }
}
