package io.cosmoscassandra.embedded;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The configuration file of a node. */
final class CassandraYaml {

  private final NodeOptions options;
  private final Placement placement;
  private final Path data;
  private final Map<String, String> settings = new LinkedHashMap<>();

  private CassandraYaml(NodeOptions options, Placement placement, Path data) {
    this.options = options;
    this.placement = placement;
    this.data = data;
  }

  static String of(NodeOptions options, Placement placement, Path data) {
    CassandraYaml yaml = new CassandraYaml(options, placement, data);
    yaml.addRing();
    yaml.addStorage();
    yaml.addSmallMemory();
    if (options.passwordAuthentication()) {
      yaml.addPasswordAuthentication();
    }
    if (options.tls() != Tls.NONE) {
      yaml.addTls();
    }
    yaml.settings.putAll(CassandraVersion.tested().yaml());
    yaml.settings.putAll(options.yaml());
    return yaml.settings.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private void addRing() {
    settings.put("cluster_name", "embedded");
    settings.put("num_tokens", "1");
    settings.put("initial_token", quoted(placement.initialToken()));
    settings.put("partitioner", "org.apache.cassandra.dht.Murmur3Partitioner");
    settings.put("endpoint_snitch", "SimpleSnitch");
    settings.put("dynamic_snitch", "false");
    settings.put("auto_bootstrap", "false");
    settings.put(
        "seed_provider",
        "[{class_name: org.apache.cassandra.locator.SimpleSeedProvider, parameters: [{seeds: \"%s:%d\"}]}]"
            .formatted(placement.seed(), placement.storagePort()));
    settings.put("listen_address", placement.host());
    settings.put("rpc_address", placement.host());
    settings.put("broadcast_rpc_address", placement.advertisedHost());
    settings.put("storage_port", Integer.toString(placement.storagePort()));
    settings.put("native_transport_port", Integer.toString(placement.port()));
  }

  private void addStorage() {
    settings.put("data_file_directories", "[%s]".formatted(directory("data")));
    settings.put("commitlog_directory", directory("commitlog"));
    settings.put("hints_directory", directory("hints"));
    settings.put("saved_caches_directory", directory("saved_caches"));
    settings.put("cdc_raw_directory", directory("cdc_raw"));
    if (options.durableWrites()) {
      settings.put("commitlog_sync", "batch");
    } else {
      settings.put("commitlog_sync", "periodic");
      settings.put("commitlog_sync_period", "10000ms");
    }
    settings.put("commitlog_total_space", "512MiB");
    settings.put("disk_failure_policy", "die");
    settings.put("auto_snapshot", "false");
    settings.put("materialized_views_enabled", "true");
  }

  private void addSmallMemory() {
    settings.put("memtable_heap_space", "128MiB");
    settings.put("memtable_offheap_space", "128MiB");
    settings.put("file_cache_size", "64MiB");
    settings.put("networking_cache_size", "32MiB");
    settings.put("key_cache_size", "10MiB");
  }

  private void addPasswordAuthentication() {
    settings.put("authenticator", "PasswordAuthenticator");
    settings.put("authorizer", "CassandraAuthorizer");
    settings.put("role_manager", "CassandraRoleManager");
  }

  private void addTls() {
    TlsFiles files = TlsFiles.ofThisJvm();
    settings.put(
        "client_encryption_options",
        ("{enabled: true, optional: false, keystore: %s, keystore_password: %s, store_type: PKCS12,"
                + " require_client_auth: %s, truststore: %s, truststore_password: %s}")
            .formatted(
                quoted(files.serverKeystore(options.tls()).toString()),
                files.password(),
                options.tls() == Tls.MUTUAL,
                quoted(files.truststorePkcs12().toString()),
                files.password()));
  }

  private String directory(String name) {
    return quoted(data.resolve(name).toString());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
