package io.cosmoscassandra.flink.table.catalog;

import java.util.List;
import org.apache.flink.table.catalog.AbstractCatalog;
import org.apache.flink.table.catalog.CatalogFunction;
import org.apache.flink.table.catalog.CatalogPartition;
import org.apache.flink.table.catalog.CatalogPartitionSpec;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.FunctionNotExistException;
import org.apache.flink.table.catalog.exceptions.PartitionNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.catalog.exceptions.TableNotPartitionedException;
import org.apache.flink.table.catalog.stats.CatalogColumnStatistics;
import org.apache.flink.table.catalog.stats.CatalogTableStatistics;
import org.apache.flink.table.expressions.Expression;

/**
 * Catalog that has tables and nothing else: refuses views, functions, partitions and statistics,
 * which CQL has no place for.
 */
abstract class TablesOnlyCatalog extends AbstractCatalog {

  /**
   * The default database is that of the subclass, which may know it only after it is open.
   *
   * @param name the name of the catalog
   */
  TablesOnlyCatalog(String name) {
    super(name, "default");
  }

  /** Refuses to keep something in the database. */
  final CatalogException notKept(String what) {
    return new CatalogException(
        "Catalog '%s' cannot keep %s, for which Cassandra has no place. Create it as TEMPORARY, or in another catalog, such as 'default_catalog'."
            .formatted(getName(), what));
  }

  private CatalogException noPartitions() {
    return new CatalogException(
        "Tables of catalog '%s' have no partitions in the sense of Flink. Select the rows by the partition key instead."
            .formatted(getName()));
  }

  private void requireTable(ObjectPath table) throws TableNotExistException {
    if (!tableExists(table)) {
      throw new TableNotExistException(getName(), table);
    }
  }

  @Override
  public final List<String> listViews(String database) {
    return List.of();
  }

  @Override
  public final List<CatalogPartitionSpec> listPartitions(ObjectPath table)
      throws TableNotExistException, TableNotPartitionedException {
    requireTable(table);
    throw new TableNotPartitionedException(getName(), table);
  }

  @Override
  public final List<CatalogPartitionSpec> listPartitions(
      ObjectPath table, CatalogPartitionSpec partition)
      throws TableNotExistException, TableNotPartitionedException {
    return listPartitions(table);
  }

  @Override
  public final List<CatalogPartitionSpec> listPartitionsByFilter(
      ObjectPath table, List<Expression> filters)
      throws TableNotExistException, TableNotPartitionedException {
    return listPartitions(table);
  }

  @Override
  public final CatalogPartition getPartition(ObjectPath table, CatalogPartitionSpec partition)
      throws PartitionNotExistException {
    throw new PartitionNotExistException(getName(), table, partition);
  }

  @Override
  public final boolean partitionExists(ObjectPath table, CatalogPartitionSpec partition) {
    return false;
  }

  @Override
  public final void createPartition(
      ObjectPath table,
      CatalogPartitionSpec spec,
      CatalogPartition partition,
      boolean ignoreIfExists) {
    throw noPartitions();
  }

  @Override
  public final void dropPartition(
      ObjectPath table, CatalogPartitionSpec partition, boolean ignoreIfNotExists) {
    throw noPartitions();
  }

  @Override
  public final void alterPartition(
      ObjectPath table,
      CatalogPartitionSpec spec,
      CatalogPartition partition,
      boolean ignoreIfNotExists) {
    throw noPartitions();
  }

  @Override
  public final List<String> listFunctions(String database) {
    return List.of();
  }

  @Override
  public final CatalogFunction getFunction(ObjectPath function) throws FunctionNotExistException {
    throw new FunctionNotExistException(getName(), function);
  }

  @Override
  public final boolean functionExists(ObjectPath function) {
    return false;
  }

  @Override
  public final void createFunction(
      ObjectPath path, CatalogFunction function, boolean ignoreIfExists) {
    throw notKept("function '" + path.getObjectName() + "'");
  }

  @Override
  public final void alterFunction(
      ObjectPath path, CatalogFunction function, boolean ignoreIfNotExists)
      throws FunctionNotExistException {
    if (!ignoreIfNotExists) {
      throw new FunctionNotExistException(getName(), path);
    }
  }

  @Override
  public final void dropFunction(ObjectPath path, boolean ignoreIfNotExists)
      throws FunctionNotExistException {
    if (!ignoreIfNotExists) {
      throw new FunctionNotExistException(getName(), path);
    }
  }

  /** Servers estimate partitions and bytes, but not rows, which is what the planner wants. */
  @Override
  public final CatalogTableStatistics getTableStatistics(ObjectPath table) {
    return CatalogTableStatistics.UNKNOWN;
  }

  @Override
  public final CatalogColumnStatistics getTableColumnStatistics(ObjectPath table) {
    return CatalogColumnStatistics.UNKNOWN;
  }

  @Override
  public final CatalogTableStatistics getPartitionStatistics(
      ObjectPath table, CatalogPartitionSpec partition) {
    return CatalogTableStatistics.UNKNOWN;
  }

  @Override
  public final CatalogColumnStatistics getPartitionColumnStatistics(
      ObjectPath table, CatalogPartitionSpec partition) {
    return CatalogColumnStatistics.UNKNOWN;
  }

  @Override
  public final void alterTableStatistics(
      ObjectPath table, CatalogTableStatistics statistics, boolean ignoreIfNotExists) {
    throw notKept("statistics");
  }

  @Override
  public final void alterTableColumnStatistics(
      ObjectPath table, CatalogColumnStatistics statistics, boolean ignoreIfNotExists) {
    throw notKept("statistics");
  }

  @Override
  public final void alterPartitionStatistics(
      ObjectPath table,
      CatalogPartitionSpec partition,
      CatalogTableStatistics statistics,
      boolean ignoreIfNotExists) {
    throw noPartitions();
  }

  @Override
  public final void alterPartitionColumnStatistics(
      ObjectPath table,
      CatalogPartitionSpec partition,
      CatalogColumnStatistics statistics,
      boolean ignoreIfNotExists) {
    throw noPartitions();
  }
}
