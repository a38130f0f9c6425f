package io.cosmoscassandra.flink.commit.store;

import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.time.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.flink.annotation.Internal;

/**
 * The committer's tables as one thread uses them: it knows with which timestamps and for how long
 * things are written, and tries until they are.
 *
 * <p>No clock has a say in what wins: a chunk is inserted at 1 and deleted at 2, so that no late
 * insert brings it back; a register is written at its own value, so that the last write is the
 * highest.
 */
@Internal
public final class CommitterTables implements AutoCloseable {

  static final long CHUNK_INSERTED = 1;
  static final long CHUNK_DELETED = 2;

  /** Every checkpoint that is restored asks for the marks of its runs. */
  static final Duration REGISTER_RETENTION = Duration.ofDays(400);

  /** What a commit does after its mark is raised must not hold up the next one for long. */
  private static final Duration TIDYING_TIMEOUT = Duration.ofSeconds(10);

  private final CommitterStore store;
  private final CommitSettings settings;
  private final CommitMetrics metrics;
  private final RequestRetrier requests;
  private final Deque<Staging> staging = new ArrayDeque<>();

  private record Staging(StoreRequest<Void> request, int rawBytes, int storedBytes) {}

  /**
   * The tables, for the writer or for the committer of one subtask.
   *
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
    this.requests = new RequestRetrier(settings.retry().backoff(jitter), metrics, timing);
  }

  /**
   * Begins to store a chunk; waits while as many as may be are under way.
   *
   * @throws IOException if this or an earlier chunk can't be stored
   */
  public void stage(ChunkId chunk, byte[] bytes, int rawBytes)
      throws IOException, InterruptedException {
    settleStaged();
    if (staging.size() >= settings.maxStagingRequests()) {
      requests.awaitUntil(() -> staging.stream().anyMatch(s -> s.request().isDone()));
      settleStaged();
    }
    StoreRequest<Void> request =
        requests.start(
            order(
                "Staging " + describe(chunk),
                () -> store.insertChunk(chunk, bytes, CHUNK_INSERTED, settings.retention())));
    staging.add(new Staging(request, rawBytes, bytes.length));
  }

  /** Waits until every chunk that was staged is acknowledged. */
  public void awaitStaged() throws IOException, InterruptedException {
    while (!staging.isEmpty()) {
      settle(staging.remove());
    }
  }

  private void settleStaged() throws IOException, InterruptedException {
    Iterator<Staging> all = staging.iterator();
    while (all.hasNext()) {
      Staging next = all.next();
      if (requests.isDone(next.request())) {
        all.remove();
        settle(next);
      }
    }
  }

  private void settle(Staging staged) throws IOException, InterruptedException {
    requests.await(staged.request());
    metrics.chunkStaged(staged.rawBytes(), staged.storedBytes());
  }

  /** Begins to read a chunk. */
  public StoreRequest<Optional<byte[]>> startReading(ChunkId chunk) {
    return requests.start(order("Reading " + describe(chunk), () -> store.readChunk(chunk)));
  }

  /** Waits for a chunk that is being read; it is empty if there is none, or none yet. */
  public Optional<byte[]> await(StoreRequest<Optional<byte[]>> reading)
      throws IOException, InterruptedException {
    return requests.await(reading);
  }

  /** Gives up what is being read. */
  public void abandon(StoreRequest<?> reading) {
    requests.abandon(reading);
  }

  /** Waits before something is looked for once more. */
  public void pause(int attempt) throws InterruptedException {
    requests.pause(attempt);
  }

  /** The value of a register; empty if it was never written, or not yet. */
  public OptionalLong read(Register register) throws IOException, InterruptedException {
    return requests.ask(order("Reading " + describe(register), () -> store.readRegister(register)));
  }

  /** Writes a register, and waits; it stays as it is if it is higher already. */
  public void raise(Register register, long value, CommitNote note)
      throws IOException, InterruptedException {
    requests.ask(
        order(
            "Raising %s to %d".formatted(describe(register), value),
            () -> store.writeRegister(register, value, note, value, REGISTER_RETENTION)));
  }

  /** Deletes all chunks of a transaction; does not try for long, for they expire anyway. */
  public void drop(TransactionId transaction, int chunks) throws IOException, InterruptedException {
    Duration timeout =
        TIDYING_TIMEOUT.compareTo(settings.retry().timeout()) < 0
            ? TIDYING_TIMEOUT
            : settings.retry().timeout();
    int buckets = chunks == 0 ? 0 : new ChunkId(transaction, chunks - 1).bucket() + 1;
    for (int i = 0; i < buckets; i++) {
      int bucket = i;
      requests.ask(
          new StoreRequest.Order<>(
              "Deleting the chunks of " + describe(transaction),
              timeout,
              () -> store.deleteChunks(transaction, bucket, CHUNK_DELETED)));
    }
  }

  /** Gives up all that is under way. */
  @Override
  public void close() {
    requests.close();
  }

  private <T> StoreRequest.Order<T> order(String what, Supplier<CompletionStage<T>> attempt) {
    return new StoreRequest.Order<>(what, settings.retry().timeout(), attempt);
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
      case COMMITTED ->
          "the mark of run %s of sink '%s'".formatted(register.run(), register.sink());
      case APPLIED ->
          "the progress of run %s of sink '%s'".formatted(register.run(), register.sink());
    };
  }
}
