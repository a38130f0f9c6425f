package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.KeyspaceMetadata;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/** The keyspaces in which a server keeps its own data, which the connector does not use. */
@Internal
public final class ServerKeyspaces {

  private static final Set<String> NAMES =
      Set.of(
          "system",
          "system_schema",
          "system_auth",
          "system_distributed",
          "system_distributed_everywhere",
          "system_traces",
          "system_views",
          "system_virtual_schema",
          "system_metrics",
          "system_metadata",
          "system_cluster_metadata",
          "system_backups",
          "system_cosmos",
          "system_cosmos_internal",
          "solr_admin");

  private ServerKeyspaces() {}

  /** Recognised by name, because the driver leaves most of them out of its metadata. */
  static boolean contains(String keyspace) {
    return NAMES.contains(keyspace) || keyspace.startsWith("dse_");
  }

  public static boolean contains(KeyspaceMetadata keyspace) {
    return keyspace.isVirtual() || contains(keyspace.getName().asInternal());
  }
}
