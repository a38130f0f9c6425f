package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.read.EncodedKey;
import io.cosmoscassandra.flink.read.FetchedRows;
import io.cosmoscassandra.flink.read.KeyReader;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.schema.StartupRetry;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.data.RowData;

/**
 * Looks up the rows of keys for one subtask. Lookups of a key whose request is in flight share that
 * request.
 *
 * <p>Lookups may begin on several threads: where a hint asks for retries, Flink retries on a thread
 * of its own. Assumes that one thread calls {@link #rows}.
 */
final class KeyLookup implements AutoCloseable {

  private final Lookups lookups;
  private final KeyReader reader;
  private final LookupMetrics metrics;
  private final Map<EncodedKey, CompletableFuture<FetchedRows>> inFlight =
      new ConcurrentHashMap<>();

  private KeyLookup(Lookups lookups, KeyReader reader, LookupMetrics metrics) {
    this.lookups = lookups;
    this.reader = reader;
    this.metrics = metrics;
  }

  /** Connects, and retries as long as the options say. */
  static KeyLookup open(Lookups lookups, MetricGroup group) throws IOException {
    RetrySettings retry = lookups.plan().settings().retry();
    LookupMetrics metrics = new LookupMetrics(group);
    KeyReader reader =
        new StartupRetry(
                "lookup",
                CassandraConnectorOptions.LOOKUP_RETRY_TIMEOUT,
                retry.timeout(),
                retry.backoff(),
                BlockingClock.OF_THREAD)
            .attempt(false, () -> KeyReader.open(lookups.plan(), metrics.requests()));
    metrics.requests().observe(reader);
    return new KeyLookup(lookups, reader, metrics);
  }

  /** Fetches the rows of a key; completes on a thread of the driver or the timer. */
  synchronized CompletableFuture<FetchedRows> fetch(RowData key) {
    EncodedKey encoded = lookups.isNull(key) ? null : reader.encode(key);
    if (encoded == null) {
      metrics.impossible();
      return CompletableFuture.completedFuture(FetchedRows.NONE);
    }
    CompletableFuture<FetchedRows> known = inFlight.get(encoded);
    if (known != null) {
      metrics.shared();
      return known;
    }
    metrics.lookedUp();
    CompletableFuture<FetchedRows> rows = reader.fetch(encoded);
    inFlight.put(encoded, rows);
    var unused = rows.whenComplete((fetched, error) -> inFlight.remove(encoded, rows));
    return rows;
  }

  /** The rows that match a key, for this lookup alone. */
  List<RowData> rows(RowData key, FetchedRows fetched) {
    List<RowData> rows = reader.decode(fetched);
    if (!lookups.checked().isEmpty()) {
      rows.removeIf(row -> !lookups.matches(key, row));
    }
    return rows;
  }

  /** Sends nothing more; the lookups that are in flight fail. */
  @Override
  public void close() {
    reader.close();
    new ArrayList<>(inFlight.values())
        .forEach(
            rows ->
                rows.completeExceptionally(
                    new ReadException("A lookup was given up because the task is closing")));
  }
}
