package io.cosmoscassandra.flink.table.catalog;

import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.table.catalog.CatalogDatabase;

/** Properties of a database: those of a keyspace, and a short form for the replication. */
final class DatabaseProperties {

  private static final String REPLICATION = "replication";
  private static final String DURABLE_WRITES = "durable_writes";

  /** The number of replicas in each datacenter. */
  private static final String REPLICATION_FACTOR = "replication-factor";

  private DatabaseProperties() {}

  /** The properties of a keyspace. */
  static Map<String, String> of(KeyspaceMetadata keyspace) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put(
        REPLICATION,
        new TreeMap<>(keyspace.getReplication())
            .entrySet().stream()
                .map(
                    e ->
                        CqlProperties.quoted(e.getKey())
                            + ": "
                            + CqlProperties.quoted(e.getValue()))
                .collect(Collectors.joining(", ", "{", "}")));
    properties.put(DURABLE_WRITES, Boolean.toString(keyspace.isDurableWrites()));
    return properties;
  }

  /** All that keeps a keyspace from having the properties. */
  static List<String> problems(CatalogDatabase database) {
    List<String> problems = new ArrayList<>();
    if (database.getComment() != null && !database.getComment().isEmpty()) {
      problems.add("A keyspace of Cassandra has no comment. Remove it.");
    }
    Map<String, String> given = database.getProperties();
    if (given.containsKey(REPLICATION) == given.containsKey(REPLICATION_FACTOR)) {
      problems.add(
          "Say where the rows are kept: either '%s' = '3', which is the number of replicas in each datacenter, or '%s' = '{''class'': ''NetworkTopologyStrategy'', ''dc1'': 3}'."
              .formatted(REPLICATION_FACTOR, REPLICATION));
    }
    String factor = given.getOrDefault(REPLICATION_FACTOR, "1");
    if (!factor.matches("[1-9]\\d{0,2}")) {
      problems.add(
          "Property '%s' is the number of replicas in each datacenter, but is '%s'."
              .formatted(REPLICATION_FACTOR, factor));
    }
    given.keySet().stream()
        .filter(key -> !key.equals(REPLICATION_FACTOR) && !CqlProperties.isName(key))
        .forEach(
            key ->
                problems.add(
                    "Property '%s' is none of a keyspace. There are: '%s', '%s', '%s'."
                        .formatted(key, REPLICATION, REPLICATION_FACTOR, DURABLE_WRITES)));
    return problems;
  }

  /** The statement that creates the keyspace. */
  static String create(String name, CatalogDatabase database) {
    return "CREATE KEYSPACE IF NOT EXISTS %s WITH %s"
        .formatted(new CqlName(name).asCql(), CqlProperties.cql(cql(database)));
  }

  /** The statement that gives the properties to a keyspace that exists. */
  static String alter(String name, CatalogDatabase database) {
    return "ALTER KEYSPACE %s WITH %s"
        .formatted(new CqlName(name).asCql(), CqlProperties.cql(cql(database)));
  }

  private static Map<String, String> cql(CatalogDatabase database) {
    Map<String, String> properties = new HashMap<>(database.getProperties());
    String factor = properties.remove(REPLICATION_FACTOR);
    if (factor != null) {
      properties.put(
          REPLICATION,
          "{'class': 'NetworkTopologyStrategy', 'replication_factor': %s}".formatted(factor));
    }
    return properties;
  }
}
