package io.cosmoscassandra.flink.table;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.Version;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.IndexMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.table.pushdown.FilterColumn;
import io.cosmoscassandra.flink.table.pushdown.FilterColumn.Index;
import io.cosmoscassandra.flink.table.pushdown.Filtering;
import io.cosmoscassandra.flink.table.pushdown.PushableColumn;
import io.cosmoscassandra.flink.table.pushdown.PushableTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Describes a live table to the rules of push-down. */
final class LivePushDown {

  private static final Logger LOG = LoggerFactory.getLogger(LivePushDown.class);

  /** The first version that knows {@code IN} for columns outside of the key. */
  private static final Version WITH_LISTS = Version.V5_0_0;

  /** Options of a storage-attached index that leave values as they are. */
  private static final Set<String> PLAIN_OPTIONS = Set.of("class_name", "target");

  private static final String SETTING =
      "SELECT value FROM system_views.settings WHERE name = 'allow_filtering_enabled'";

  private LivePushDown() {}

  /**
   * The table as far as it is declared.
   *
   * @param filtering whether the server may read rows only to find that they do not match
   */
  static PushableTable of(TableHandle handle, TableDeclaration declaration, boolean filtering) {
    TableMetadata table = handle.live().metadata();
    Map<String, TableDeclaration.Field> declared =
        declaration.fields().stream()
            .collect(Collectors.toMap(TableDeclaration.Field::name, Function.identity()));
    List<PushableColumn> partition = declaredPrefix(table.getPartitionKey(), declared);
    return new PushableTable(
        partition.size() == table.getPartitionKey().size() ? partition : List.of(),
        declaredPrefix(table.getClusteringColumns().keySet(), declared),
        aggregatable(table, declared),
        handle.dialect().usesIndexes() ? filtering(handle, declared, filtering) : Filtering.NONE);
  }

  private static Filtering filtering(
      TableHandle handle, Map<String, TableDeclaration.Field> declared, boolean wanted) {
    TableMetadata table = handle.live().metadata();
    boolean withoutIndex = wanted && isFilteringAllowed(handle.session());
    List<FilterColumn> columns = new ArrayList<>();
    for (ColumnMetadata column : declaredColumns(table, declared)) {
      // Beside an index, conditions on static columns need the right to filter.
      if (withoutIndex || !column.isStatic()) {
        index(column, table)
            .map(
                index ->
                    new FilterColumn(
                        pushable(column, declared), index, table.getPrimaryKey().contains(column)))
            .ifPresent(columns::add);
      }
    }
    return new Filtering(columns, withoutIndex, knowLists(handle.session()));
  }

  /** The index of a column; empty if it has one that finds other values than the one asked for. */
  private static Optional<Index> index(ColumnMetadata column, TableMetadata table) {
    List<IndexMetadata> indexes =
        table.getIndexes().values().stream().filter(index -> isOn(index, column)).toList();
    if (indexes.isEmpty()) {
      return Optional.of(Index.NONE);
    }
    if (indexes.stream().allMatch(index -> index.getClassName().isEmpty())) {
      return Optional.of(Index.SECONDARY);
    }
    boolean plain =
        indexes.stream()
            .filter(index -> index.getClassName().isPresent())
            .allMatch(
                index ->
                    isStorageAttached(index.getClassName().get())
                        && PLAIN_OPTIONS.containsAll(index.getOptions().keySet()));
    return plain ? Optional.of(Index.STORAGE_ATTACHED) : Optional.empty();
  }

  private static boolean isStorageAttached(String className) {
    return className.equalsIgnoreCase("sai") || className.endsWith("StorageAttachedIndex");
  }

  /** The other kinds of targets are parts of collections. */
  private static boolean isOn(IndexMetadata index, ColumnMetadata column) {
    String target = index.getTarget();
    return !target.endsWith(")") && CqlIdentifier.fromCql(target).equals(column.getName());
  }

  private static boolean isFilteringAllowed(CqlSession session) {
    try {
      Row setting = session.execute(SimpleStatement.newInstance(SETTING).setIdempotent(true)).one();
      return setting == null || !"false".equals(setting.getString(0));
    } catch (QueryValidationException e) {
      LOG.debug("The server does not tell whether it allows filtering", e);
      return true;
    }
  }

  private static boolean knowLists(CqlSession session) {
    return session.getMetadata().getNodes().values().stream()
        .map(node -> node.getCassandraVersion())
        .filter(Objects::nonNull)
        .allMatch(version -> version.compareTo(WITH_LISTS) >= 0);
  }

  private static List<PushableColumn> aggregatable(
      TableMetadata table, Map<String, TableDeclaration.Field> declared) {
    boolean statics = table.getColumns().values().stream().anyMatch(ColumnMetadata::isStatic);
    return declaredColumns(table, declared).stream()
        .filter(column -> !statics || !belongsToPartition(column, table))
        .map(column -> pushable(column, declared))
        .toList();
  }

  private static boolean belongsToPartition(ColumnMetadata column, TableMetadata table) {
    return column.isStatic() || table.getPartitionKey().contains(column);
  }

  private static List<ColumnMetadata> declaredColumns(
      TableMetadata table, Map<String, TableDeclaration.Field> declared) {
    return table.getColumns().values().stream()
        .filter(column -> declared.containsKey(column.getName().asInternal()))
        .toList();
  }

  private static List<PushableColumn> declaredPrefix(
      Collection<ColumnMetadata> live, Map<String, TableDeclaration.Field> declared) {
    return live.stream()
        .takeWhile(column -> declared.containsKey(column.getName().asInternal()))
        .map(column -> pushable(column, declared))
        .toList();
  }

  private static PushableColumn pushable(
      ColumnMetadata column, Map<String, TableDeclaration.Field> declared) {
    TableDeclaration.Field field = declared.get(column.getName().asInternal());
    return new PushableColumn(field.name(), field.type(), column.getType());
  }
}
