package io.cosmoscassandra.flink.table.catalog;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.ViewMetadata;
import io.cosmoscassandra.flink.config.CatalogConfiguration;
import io.cosmoscassandra.flink.schema.DeclarationException;
import io.cosmoscassandra.flink.schema.TableCreationException;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.schema.TargetTableCreator;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import io.cosmoscassandra.flink.text.NearMiss;
import io.cosmoscassandra.flink.text.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogDatabase;
import org.apache.flink.table.catalog.CatalogDatabaseImpl;
import org.apache.flink.table.catalog.ObjectPath;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.TableChange;
import org.apache.flink.table.catalog.exceptions.CatalogException;
import org.apache.flink.table.catalog.exceptions.DatabaseAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotEmptyException;
import org.apache.flink.table.catalog.exceptions.DatabaseNotExistException;
import org.apache.flink.table.catalog.exceptions.TableAlreadyExistException;
import org.apache.flink.table.catalog.exceptions.TableNotExistException;
import org.apache.flink.table.factories.Factory;

/**
 * Keyspaces as databases, tables and materialized views as tables, each as the server has it now.
 *
 * <p>The connection stays here: the options of its tables, which Flink shows, do not contain it.
 */
@Internal
public final class CassandraCatalog extends TablesOnlyCatalog {

  private static final Duration CREATION_TIMEOUT = Duration.ofMinutes(2);

  private final CatalogConfiguration configuration;
  private final Map<String, String> tableOptions;
  @Nullable private CatalogSchema schema;

  /**
   * A catalog that is not open yet.
   *
   * @param tableOptions the options that its tables have without showing them
   */
  CassandraCatalog(
      String name, CatalogConfiguration configuration, Map<String, String> tableOptions) {
    super(name);
    this.configuration = configuration;
    this.tableOptions = Map.copyOf(tableOptions);
  }

  @Override
  public void open() {
    schema = CatalogSchema.open(configuration.connection(), configuration.systemDatabases());
    String wanted = configuration.defaultDatabase();
    if (wanted != null && !databaseExists(wanted)) {
      String message =
          "Option 'default-database': keyspace '%s' does not exist. %s"
              .formatted(wanted, hint(wanted, listDatabases()));
      close();
      throw new CatalogException(message);
    }
  }

  private static String hint(String given, List<String> existing) {
    return NearMiss.of(given, existing)
        .map(NearMiss::question)
        .orElseGet(() -> "There are: " + Wording.overview(existing) + ".");
  }

  @Override
  public void close() {
    if (schema != null) {
      schema.close();
      schema = null;
    }
  }

  private CatalogSchema schema() {
    if (schema == null) {
      throw new CatalogException("Catalog '%s' is closed.".formatted(getName()));
    }
    return schema;
  }

  @Override
  public Optional<Factory> getFactory() {
    return Optional.of(new CatalogTableFactory(tableOptions, this::isView));
  }

  private boolean isView(ObjectPath path) {
    return schema().relation(name(path)).filter(ViewMetadata.class::isInstance).isPresent();
  }

  // ---------------------------------------------------------------- databases

  /** The keyspace that the user wants, or the only one there is. */
  @Override
  public String getDefaultDatabase() {
    if (configuration.defaultDatabase() != null) {
      return configuration.defaultDatabase();
    }
    List<String> all = schema == null ? List.of() : listDatabases();
    return all.size() == 1 ? all.get(0) : super.getDefaultDatabase();
  }

  @Override
  public List<String> listDatabases() {
    return schema().keyspaces().stream().map(k -> k.getName().asInternal()).sorted().toList();
  }

  @Override
  public boolean databaseExists(String database) {
    return schema().keyspace(database).isPresent();
  }

  @Override
  public CatalogDatabase getDatabase(String database) throws DatabaseNotExistException {
    return new CatalogDatabaseImpl(DatabaseProperties.of(keyspace(database)), null);
  }

  private KeyspaceMetadata keyspace(String database) throws DatabaseNotExistException {
    return schema()
        .keyspace(database)
        .orElseThrow(() -> new DatabaseNotExistException(getName(), database));
  }

  @Override
  public void createDatabase(String name, CatalogDatabase database, boolean ignoreIfExists)
      throws DatabaseAlreadyExistException {
    if (databaseExists(name)) {
      if (ignoreIfExists) {
        return;
      }
      throw new DatabaseAlreadyExistException(getName(), name);
    }
    requireNone(
        "Database '%s' cannot be created".formatted(name), DatabaseProperties.problems(database));
    schema().change(DatabaseProperties.create(name, database));
  }

  @Override
  public void dropDatabase(String name, boolean ignoreIfNotExists, boolean cascade)
      throws DatabaseNotExistException, DatabaseNotEmptyException {
    if (!databaseExists(name)) {
      if (ignoreIfNotExists) {
        return;
      }
      throw new DatabaseNotExistException(getName(), name);
    }
    if (!cascade && !listTables(name).isEmpty()) {
      throw new DatabaseNotEmptyException(getName(), name);
    }
    schema().change("DROP KEYSPACE IF EXISTS " + new CqlName(name).asCql());
  }

  @Override
  public void alterDatabase(String name, CatalogDatabase database, boolean ignoreIfNotExists)
      throws DatabaseNotExistException {
    if (!databaseExists(name)) {
      if (ignoreIfNotExists) {
        return;
      }
      throw new DatabaseNotExistException(getName(), name);
    }
    requireNone(
        "Database '%s' cannot be altered".formatted(name), DatabaseProperties.problems(database));
    schema().change(DatabaseProperties.alter(name, database));
  }

  // ---------------------------------------------------------------- tables

  @Override
  public List<String> listTables(String database) throws DatabaseNotExistException {
    KeyspaceMetadata keyspace = keyspace(database);
    return Stream.concat(
            keyspace.getTables().keySet().stream(), keyspace.getViews().keySet().stream())
        .map(CqlIdentifier::asInternal)
        .sorted()
        .toList();
  }

  @Override
  public boolean tableExists(ObjectPath path) {
    return schema().relation(name(path)).isPresent();
  }

  @Override
  public CatalogBaseTable getTable(ObjectPath path) throws TableNotExistException {
    return new InferredTable(relation(path), configuration).describe();
  }

  private RelationMetadata relation(ObjectPath path) throws TableNotExistException {
    return schema()
        .relation(name(path))
        .orElseThrow(() -> new TableNotExistException(getName(), path));
  }

  @Override
  public void createTable(ObjectPath path, CatalogBaseTable table, boolean ignoreIfExists)
      throws TableAlreadyExistException, DatabaseNotExistException {
    KeyspaceMetadata keyspace = keyspace(path.getDatabaseName());
    if (tableExists(path)) {
      if (ignoreIfExists) {
        return;
      }
      throw new TableAlreadyExistException(getName(), path);
    }
    if (!(table instanceof ResolvedCatalogTable resolved)) {
      throw notKept("the view or materialized table '" + path.getObjectName() + "'");
    }
    DeclaredTable declared = new DeclaredTable(name(path), resolved, keyspace);
    requireNone("Table %s cannot be created".formatted(name(path)), declared.problems());
    CatalogSchema.waitingFor(
        "creating table " + name(path),
        () -> {
          try {
            new TargetTableCreator(schema().session(), CREATION_TIMEOUT)
                .create(declared.declaration(), declared.layout(), "Correct the options");
            return null;
          } catch (DeclarationException | TableCreationException e) {
            throw new CatalogException(e.getMessage(), e);
          }
        });
  }

  @Override
  public void dropTable(ObjectPath path, boolean ignoreIfNotExists) throws TableNotExistException {
    Optional<RelationMetadata> relation = schema().relation(name(path));
    if (relation.isEmpty()) {
      if (ignoreIfNotExists) {
        return;
      }
      throw new TableNotExistException(getName(), path);
    }
    requireNoView(name(path), relation.get());
    schema().change("DROP TABLE IF EXISTS " + name(path).asCql());
  }

  @Override
  public void renameTable(ObjectPath path, String newName, boolean ignoreIfNotExists) {
    throw new CatalogException(
        "Table %s cannot be renamed, which Cassandra does not do. Create the other one with CREATE TABLE AS, and drop this one."
            .formatted(name(path)));
  }

  @Override
  public void alterTable(ObjectPath path, CatalogBaseTable table, boolean ignoreIfNotExists) {
    throw new CatalogException(
        "Table %s can be altered by ALTER TABLE only, which says what changes."
            .formatted(name(path)));
  }

  @Override
  public void alterTable(
      ObjectPath path, CatalogBaseTable table, List<TableChange> changes, boolean ignoreIfNotExists)
      throws TableNotExistException {
    Optional<RelationMetadata> relation = schema().relation(name(path));
    if (relation.isEmpty()) {
      if (ignoreIfNotExists) {
        return;
      }
      throw new TableNotExistException(getName(), path);
    }
    requireNoView(name(path), relation.get());
    AlteredTable altered = new AlteredTable(name(path), relation.get(), changes);
    requireNone("Table %s cannot be altered".formatted(name(path)), altered.problems());
    altered.statements().forEach(schema()::change);
  }

  private static void requireNoView(TableName name, RelationMetadata relation) {
    if (relation instanceof ViewMetadata) {
      throw new CatalogException(
          "%s is a materialized view, which is read-only here. Change it in CQL.".formatted(name));
    }
  }

  private static void requireNone(String refusal, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new CatalogException(refusal + ":\n  - " + String.join("\n  - ", problems));
    }
  }

  private static TableName name(ObjectPath path) {
    return new TableName(path.getDatabaseName(), path.getObjectName());
  }
}
