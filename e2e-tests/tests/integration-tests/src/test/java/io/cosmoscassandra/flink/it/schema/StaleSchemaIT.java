package io.cosmoscassandra.flink.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.client.SessionRegistry;
import io.cosmoscassandra.flink.client.SharedSession;
import io.cosmoscassandra.flink.config.ConnectionConfiguration;
import io.cosmoscassandra.flink.it.kit.Flink;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job starts on a session that other jobs have opened, before the table was created. */
class StaleSchemaIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();

  @Test
  void tablesAndColumnsThatTheSessionHasNotHeardOfAreFound() throws Exception {
    String keyspace = cassandra.createKeyspace();
    cassandra.session().execute("CREATE TABLE %s.books (id int PRIMARY KEY)".formatted(keyspace));
    Flink.With books =
        Flink.with(cassandra.contactPoint(), keyspace, "books")
            // The driver waits so long for further changes before it reads the schema again.
            .and("driver.advanced.metadata.schema.debouncer.window", "1 hour");
    try (SharedSession unused =
        SessionRegistry.instance()
            .acquire(ConnectionConfiguration.of(Configuration.fromMap(books.options())))) {
      cassandra.session().execute("ALTER TABLE %s.books ADD title text".formatted(keyspace));

      flink.run("CREATE TABLE books (id INT, title STRING, PRIMARY KEY (id) NOT ENFORCED)" + books);
      flink.run("INSERT INTO books VALUES (1, 'Ulysses')");

      assertThat(
              cassandra
                  .session()
                  .execute("SELECT title FROM %s.books".formatted(keyspace))
                  .one()
                  .getString(0))
          .isEqualTo("Ulysses");
    }
  }
}
