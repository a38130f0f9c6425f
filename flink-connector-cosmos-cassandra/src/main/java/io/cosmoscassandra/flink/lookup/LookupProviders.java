package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.config.LookupConfiguration;
import io.cosmoscassandra.flink.read.ReadPlan;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.connector.source.InputFormatProvider;
import org.apache.flink.table.connector.source.LookupTableSource.LookupRuntimeProvider;
import org.apache.flink.table.connector.source.lookup.AsyncLookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.FullCachingLookupProvider;
import org.apache.flink.table.connector.source.lookup.LookupFunctionProvider;
import org.apache.flink.table.connector.source.lookup.LookupOptions;
import org.apache.flink.table.connector.source.lookup.LookupOptions.LookupCacheType;
import org.apache.flink.table.connector.source.lookup.PartialCachingAsyncLookupProvider;
import org.apache.flink.table.connector.source.lookup.PartialCachingLookupProvider;
import org.apache.flink.table.connector.source.lookup.cache.DefaultLookupCache;
import org.apache.flink.table.connector.source.lookup.cache.LookupCache;
import org.apache.flink.table.connector.source.lookup.cache.trigger.CacheReloadTrigger;
import org.apache.flink.table.connector.source.lookup.cache.trigger.PeriodicCacheReloadTrigger;
import org.apache.flink.table.connector.source.lookup.cache.trigger.TimedCacheReloadTrigger;
import org.apache.flink.table.functions.AsyncLookupFunction;
import org.apache.flink.table.functions.LookupFunction;

/**
 * Hands lookup functions to the planner, with the cache that the options ask for. Where lookups are
 * asynchronous, the planner may take the synchronous function all the same: some plans need it.
 */
@Internal
public final class LookupProviders {

  private LookupProviders() {}

  /** The functions of lookups by key. */
  public static LookupRuntimeProvider of(Lookups lookups, LookupConfiguration configuration) {
    if (configuration.cache().type() == LookupCacheType.PARTIAL) {
      LookupCache cache = DefaultLookupCache.fromConfig(configuration.cache().configuration());
      return configuration.async()
          ? new BothCached(lookups, cache)
          : PartialCachingLookupProvider.of(new KeyLookupFunction(lookups), cache);
    }
    return configuration.async()
        ? new Both(lookups)
        : LookupFunctionProvider.of(new KeyLookupFunction(lookups));
  }

  /** A copy of all rows that a query needs, read by Flink from time to time. */
  public static LookupRuntimeProvider ofCopy(ReadPlan plan, LookupConfiguration configuration) {
    return FullCachingLookupProvider.of(
        InputFormatProvider.of(new TableInputFormat(plan)),
        reloadTrigger(configuration.cache().configuration()));
  }

  private static CacheReloadTrigger reloadTrigger(Configuration options) {
    return switch (options.get(LookupOptions.FULL_CACHE_RELOAD_STRATEGY)) {
      case PERIODIC -> PeriodicCacheReloadTrigger.fromConfig(options);
      case TIMED -> TimedCacheReloadTrigger.fromConfig(options);
    };
  }

  /** Both functions, of which the planner takes the asynchronous one where it can. */
  private record Both(Lookups lookups)
      implements LookupFunctionProvider, AsyncLookupFunctionProvider {

    @Override
    public LookupFunction createLookupFunction() {
      return new KeyLookupFunction(lookups);
    }

    @Override
    public AsyncLookupFunction createAsyncLookupFunction() {
      return new AsyncKeyLookupFunction(lookups);
    }
  }

  /** Both functions behind a cache of Flink's. */
  private record BothCached(Lookups lookups, LookupCache cache)
      implements PartialCachingLookupProvider, PartialCachingAsyncLookupProvider {

    @Override
    public LookupFunction createLookupFunction() {
      return new KeyLookupFunction(lookups);
    }

    @Override
    public AsyncLookupFunction createAsyncLookupFunction() {
      return new AsyncKeyLookupFunction(lookups);
    }

    @Override
    public LookupCache getCache() {
      return cache;
    }
  }
}
