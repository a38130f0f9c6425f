package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.Metadata;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.TableMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.ViewMetadata;
import io.cosmoscassandra.flink.text.NearMiss;
import io.cosmoscassandra.flink.text.Wording;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds a table in the live schema by its exact name.
 *
 * @param metadata the live schema
 * @param name the name of the table
 */
record SchemaLookup(Metadata metadata, TableName name) {

  /** The keyspace, unless it belongs to the server. */
  KeyspaceMetadata keyspace() throws TableNotFoundException {
    if (ServerKeyspaces.contains(name.keyspace())) {
      throw ownedByServer();
    }
    KeyspaceMetadata keyspace =
        metadata.getKeyspaces().get(CqlIdentifier.fromInternal(name.keyspace()));
    if (keyspace == null) {
      throw new TableNotFoundException(
          "Keyspace %s does not exist. %s Correct the option 'keyspace'."
              .formatted(Wording.quoted(name.keyspace()), whatKeyspacesExist()));
    }
    if (keyspace.isVirtual()) {
      throw ownedByServer();
    }
    return keyspace;
  }

  /** The table or the materialized view. */
  RelationMetadata readable() throws TableNotFoundException {
    Optional<ViewMetadata> view = keyspace().getView(CqlIdentifier.fromInternal(name.table()));
    return view.isPresent() ? view.get() : table();
  }

  /** The table, unless it is a materialized view. */
  TableMetadata table() throws TableNotFoundException {
    KeyspaceMetadata keyspace = keyspace();
    CqlIdentifier table = CqlIdentifier.fromInternal(name.table());
    Optional<ViewMetadata> view = keyspace.getView(table);
    if (view.isPresent()) {
      String base = view.get().getBaseTable().asInternal();
      throw new TableNotFoundException(
          "%s is a materialized view, which the server derives from %s. Use the base table: 'table' = '%s'."
              .formatted(name, new TableName(name.keyspace(), base), base));
    }
    Optional<TableMetadata> found = keyspace.getTable(table);
    if (found.isEmpty()) {
      throw new TableNotFoundException(
          "Table %s does not exist in keyspace %s. %s Correct the option 'table', or create the table; a sink creates it with 'sink.create-table' = 'true'."
              .formatted(
                  Wording.quoted(name.table()),
                  Wording.quoted(name.keyspace()),
                  whatTablesExist(keyspace)));
    }
    return found.get();
  }

  private TableNotFoundException ownedByServer() {
    return new TableNotFoundException(
        "Keyspace %s belongs to the server and cannot be used by this connector. Name a keyspace of your own in the option 'keyspace'."
            .formatted(Wording.quoted(name.keyspace())));
  }

  private String whatKeyspacesExist() {
    List<String> names =
        metadata.getKeyspaces().values().stream()
            .filter(keyspace -> !ServerKeyspaces.contains(keyspace))
            .map(keyspace -> keyspace.getName().asInternal())
            .toList();
    return whatExists(name.keyspace(), names, "The server has no keyspace but its own.");
  }

  private String whatTablesExist(KeyspaceMetadata keyspace) {
    List<String> names =
        keyspace.getTables().keySet().stream().map(CqlIdentifier::asInternal).toList();
    return whatExists(name.table(), names, "The keyspace has no tables.");
  }

  private static String whatExists(String given, Collection<String> names, String ifNone) {
    if (names.isEmpty()) {
      return ifNone;
    }
    return NearMiss.of(given, names)
        .map(NearMiss::question)
        .orElseGet(() -> "There are: " + Wording.overview(names) + ".");
  }
}
