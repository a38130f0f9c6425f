package io.cosmoscassandra.flink.config;

import java.util.Map;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.connector.source.lookup.LookupOptions;
import org.apache.flink.table.connector.source.lookup.LookupOptions.LookupCacheType;

/**
 * The cache of lookups, which Flink builds.
 *
 * @param type the kind of cache
 * @param options Flink's options of a cache of this kind, as the user set them
 */
@Internal
public record LookupCache(LookupCacheType type, Map<String, String> options) {

  public LookupCache {
    options = Map.copyOf(options);
  }

  /** The configuration as Flink reads it. */
  public Configuration configuration() {
    Configuration configuration = Configuration.fromMap(options);
    configuration.set(LookupOptions.CACHE_TYPE, type);
    return configuration;
  }
}
