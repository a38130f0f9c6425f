package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.flow.RequestFailedException;
import io.cosmoscassandra.flink.flow.RequestRetrier;
import io.cosmoscassandra.flink.flow.RetriedRequest;
import io.cosmoscassandra.flink.time.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * The committer tables of one subtask, used by one thread: sets timestamps and retention, and
 * retries each request until it succeeds.
 *
 * <p>Which write wins does not depend on any clock. A chunk is inserted at timestamp 1 and deleted
 * at 2, so that a late insert cannot restore it. The timestamp of a register is its value, so that
 * the highest value wins.
 */
@Internal
public final class CommitterTables implements AutoCloseable {

  static final long CHUNK_INSERTED = 1;
  static final long CHUNK_DELETED = 2;

  /** A restored checkpoint needs the marks of its runs, however old it is. */
  static final Duration REGISTER_RETENTION = Duration.ofDays(400);

  /** Longer than two groups may take to reserve timestamps at the same time. */
  static final Duration GROUP_RETENTION = Duration.ofDays(7);

  /** Deleting chunks of one transaction must not delay the commit of the next one for long. */
  private static final Duration DELETION_TIMEOUT = Duration.ofSeconds(10);

  private final CommitterStore store;
  private final CommitSettings settings;
  private final CommitMetrics metrics;
  private final Backoff backoff;
  private final RequestRetrier requests;
  private final CompletionWaiter waiter;
  private final Deque<Staging> staging = new ArrayDeque<>();

  private record Staging(CompletableFuture<Void> request, int rawBytes, int storedBytes) {}

  /**
   * @param jitter numbers from 0 up to, but not including, 1
   */
  public CommitterTables(
      CommitterStore store,
      CommitSettings settings,
      Timing timing,
      CommitMetrics metrics,
      DoubleSupplier jitter) {
    this.store = store;
    this.settings = settings;
    this.metrics = metrics;
    this.backoff = settings.retry().backoff(jitter);
    this.requests = new RequestRetrier(backoff, new StoreRetryRules(), metrics::retried, timing);
    this.waiter = new CompletionWaiter(timing);
  }

  /**
   * Starts to stage a chunk, and waits if too many chunks are in flight.
   *
   * @throws IOException if an earlier chunk cannot be staged
   */
  public void stage(ChunkId chunk, byte[] bytes, int rawBytes)
      throws IOException, InterruptedException {
    settleStaged();
    if (staging.size() >= settings.staging().maxRequests()) {
      waiter.awaitUntil(() -> staging.stream().anyMatch(s -> s.request().isDone()));
      settleStaged();
    }
    CompletableFuture<Void> request =
        send(
            "Staging " + describe(chunk),
            () -> store.insertChunk(chunk, bytes, CHUNK_INSERTED, settings.chunks().retention()));
    staging.add(new Staging(request, rawBytes, bytes.length));
  }

  /** Waits until every staged chunk is acknowledged. */
  public void awaitStaged() throws IOException, InterruptedException {
    while (!staging.isEmpty()) {
      settle(staging.remove());
    }
  }

  private void settleStaged() throws IOException, InterruptedException {
    Iterator<Staging> all = staging.iterator();
    while (all.hasNext()) {
      Staging next = all.next();
      if (next.request().isDone()) {
        all.remove();
        settle(next);
      }
    }
  }

  private void settle(Staging staged) throws IOException, InterruptedException {
    await(staged.request());
    metrics.chunkStaged(staged.rawBytes(), staged.storedBytes());
  }

  /** Starts to read a chunk. */
  public CompletableFuture<Optional<byte[]>> startReading(ChunkId chunk) {
    return send("Reading " + describe(chunk), () -> store.readChunk(chunk));
  }

  /** Waits for a chunk that is being read; empty if it does not exist, or not yet. */
  public Optional<byte[]> awaitChunk(CompletableFuture<Optional<byte[]>> reading)
      throws IOException, InterruptedException {
    return await(reading);
  }

  /** Waits before the next attempt to find something that is missing. */
  public void backOff(int attempt) throws InterruptedException {
    waiter.sleep(backoff.delay(attempt));
  }

  /** The value of a register; empty if it was never written, or not yet. */
  public OptionalLong read(Register register) throws IOException, InterruptedException {
    return await(send("Reading " + describe(register), () -> store.readRegister(register)));
  }

  /** When a register was written, by the clock of its writer, in milliseconds. */
  public OptionalLong readWrittenAt(Register register) throws IOException, InterruptedException {
    return await(send("Reading " + describe(register), () -> store.readWrittenAt(register)));
  }

  /** Raises a register, unless it is higher already, and waits for the acknowledgement. */
  public void raise(Register register, long value, RegisterNote note)
      throws IOException, InterruptedException {
    await(raising(register, value, note, REGISTER_RETENTION));
  }

  private CompletableFuture<Void> raising(
      Register register, long value, RegisterNote note, Duration retention) {
    return send(
        "Raising %s to %d".formatted(describe(register), value),
        () -> store.writeRegister(register, value, note, value, retention));
  }

  /**
   * The highest timestamp that each group of a sink has reserved, and beside {@link
   * Register#NO_RUN} the highest of all.
   */
  public Map<UUID, Long> readReserved(String sink) throws IOException, InterruptedException {
    return await(
        send(
            "Reading the reserved timestamps of sink '%s'".formatted(sink),
            () -> store.readReserved(sink)));
  }

  /** Raises the highest timestamp of a group and of its sink, and waits for both. */
  public void reserve(String sink, UUID group, long timestamp, RegisterNote note)
      throws IOException, InterruptedException {
    CompletableFuture<Void> ofGroup =
        raising(Register.reservedByGroup(sink, group), timestamp, note, GROUP_RETENTION);
    CompletableFuture<Void> ofSink =
        raising(Register.reservedTimestamp(sink), timestamp, note, REGISTER_RETENTION);
    await(ofGroup);
    await(ofSink);
  }

  /** Deletes all chunks of a transaction. Retries for a short time only, since chunks expire. */
  public void drop(TransactionId transaction, int chunks) throws IOException, InterruptedException {
    Duration timeout =
        DELETION_TIMEOUT.compareTo(settings.retry().timeout()) < 0
            ? DELETION_TIMEOUT
            : settings.retry().timeout();
    int buckets = chunks == 0 ? 0 : new ChunkId(transaction, chunks - 1).bucket() + 1;
    for (int i = 0; i < buckets; i++) {
      int bucket = i;
      await(
          send(
              "Deleting the chunks of " + describe(transaction),
              timeout,
              () -> store.deleteChunks(transaction, bucket, CHUNK_DELETED)));
    }
  }

  /** Stops retrying. */
  @Override
  public void close() {
    requests.close();
  }

  private <T> CompletableFuture<T> send(String what, Supplier<CompletionStage<T>> attempt) {
    return send(what, settings.retry().timeout(), attempt);
  }

  private <T> CompletableFuture<T> send(
      String what, Duration timeout, Supplier<CompletionStage<T>> attempt) {
    return waiter.watch(requests.send(new RetriedRequest<>(what, timeout, attempt)));
  }

  @Nullable
  private <T> T await(CompletableFuture<T> request)
      throws CommitterTablesException, InterruptedException {
    try {
      waiter.awaitUntil(request::isDone);
      return request.join();
    } catch (InterruptedException e) {
      request.cancel(false);
      throw e;
    } catch (CompletionException e) {
      if (e.getCause() instanceof RequestFailedException failed) {
        throw new CommitterTablesException(failed.getMessage(), failed.getCause());
      }
      throw e;
    }
  }

  private String describe(ChunkId chunk) {
    return "chunk %d of %s".formatted(chunk.index(), describe(chunk.transaction()));
  }

  private String describe(TransactionId transaction) {
    return "transaction %d of run %s of sink '%s'"
        .formatted(transaction.seq(), transaction.run(), settings.sink());
  }

  private static String describe(Register register) {
    return switch (register.kind()) {
      case RESERVED_TIMESTAMP ->
          "the highest reserved timestamp of sink '%s'".formatted(register.sink());
      case RESERVED_BY_GROUP ->
          "the highest timestamp that group %s of sink '%s' has reserved"
              .formatted(register.run(), register.sink());
      case COMMITTED ->
          "the mark of run %s of sink '%s'".formatted(register.run(), register.sink());
      case LATEST_CHECKPOINT ->
          "the latest checkpoint of subtask %s of sink '%s'"
              .formatted(register.run(), register.sink());
      case APPLIED ->
          "the progress of run %s of sink '%s'".formatted(register.run(), register.sink());
    };
  }
}
