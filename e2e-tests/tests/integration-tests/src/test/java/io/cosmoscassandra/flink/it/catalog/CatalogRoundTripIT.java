package io.cosmoscassandra.flink.it.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import io.cosmoscassandra.flink.it.kit.Seed;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random tables that the catalog reads and creates again are the same: columns, types, key and
 * order. {@code -Dcatalog.tables} sets the number of tables.
 */
class CatalogRoundTripIT {

  private static final int TABLES = Integer.getInteger("catalog.tables", 20);
  private static final int TABLES_PER_KEYSPACE = 50;

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  @Test
  void tableThatIsCreatedLikeAnotherIsTheSame() {
    long seed = Seed.ofThisRun();
    Random random = new Random(seed);
    for (int first = 0; first < TABLES; first += TABLES_PER_KEYSPACE) {
      String keyspace = cassandra.createKeyspace();
      int tables = Math.min(TABLES_PER_KEYSPACE, TABLES - first);
      copyTables(tables, keyspace, randomTypes(keyspace, random), seed);
      // With thousands of tables each change of the schema would take seconds.
      cassandra.session().execute("DROP KEYSPACE " + keyspace);
    }
    System.out.printf("CatalogRoundTripIT: seed %d, %d tables, 0 differences%n", seed, TABLES);
  }

  private static RandomTypes randomTypes(String keyspace, Random random) {
    cassandra.session().execute("CREATE TYPE %s.point (x int, y decimal)".formatted(keyspace));
    cassandra
        .session()
        .execute(
            "CREATE TYPE %s.\"The Address\" (\"Street\" text, points frozen<list<frozen<point>>>)"
                .formatted(keyspace));
    return new RandomTypes(random, List.of("point", "\"The Address\""));
  }

  private static void copyTables(int tables, String keyspace, RandomTypes types, long seed) {
    try (CatalogSession session =
        CatalogSession.with(cassandra.contactPoint(), Map.of("default-database", keyspace))) {
      session.run("USE CATALOG cass");
      for (int i = 0; i < tables; i++) {
        String cql = types.table("%s.original_%d".formatted(keyspace, i));
        cassandra.session().execute(cql);

        session.run("CREATE TABLE copy_%d LIKE original_%d".formatted(i, i));

        assertThat(described(keyspace, "copy_" + i).replace("copy_" + i, "original_" + i))
            .as("seed %d, %s", seed, cql)
            .isEqualTo(described(keyspace, "original_" + i));
        assertThat(session.rows("DESCRIBE copy_" + i))
            .as("seed %d, %s", seed, cql)
            .isEqualTo(session.rows("DESCRIBE original_" + i));
      }
    }
  }

  private static String described(String keyspace, String table) {
    KeyspaceMetadata live =
        cassandra
            .session()
            .getMetadata()
            .getKeyspace(CqlIdentifier.fromInternal(keyspace))
            .orElseThrow();
    return live.getTable(table).isPresent()
        ? withoutId(live.getTable(table).orElseThrow().describe(false))
        : withoutId(
            cassandra
                .session()
                .refreshSchema()
                .getKeyspace(CqlIdentifier.fromInternal(keyspace))
                .flatMap(fresh -> fresh.getTable(table))
                .orElseThrow()
                .describe(false));
  }

  private static String withoutId(String description) {
    return description.replaceAll("(?m)^.*\\bid = .*$", "");
  }
}
