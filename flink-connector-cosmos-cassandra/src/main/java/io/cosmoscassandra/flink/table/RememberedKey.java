package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import javax.annotation.Nullable;

/** The live key of a table, which is asked for once while a query is planned. */
final class RememberedKey {

  private final ConnectionSettings connection;
  private final TableDeclaration declaration;
  @Nullable private LiveKey key;

  RememberedKey(ConnectionSettings connection, TableDeclaration declaration) {
    this.connection = connection;
    this.declaration = declaration;
  }

  /**
   * The key as far as it is declared.
   *
   * @throws org.apache.flink.table.api.ValidationException if the database cannot be asked, or the
   *     declaration does not fit
   */
  LiveKey get() {
    if (key == null) {
      key = LiveKey.of(connection, declaration);
    }
    return key;
  }
}
