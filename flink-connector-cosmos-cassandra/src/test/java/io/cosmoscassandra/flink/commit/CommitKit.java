package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.commit.chunk.ChunkCompression;
import io.cosmoscassandra.flink.commit.store.ChunkSettings;
import io.cosmoscassandra.flink.commit.store.CommitMetrics;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterTables;
import io.cosmoscassandra.flink.commit.store.FakeStore;
import io.cosmoscassandra.flink.commit.store.StagingLimits;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.kit.ManualClock;
import io.cosmoscassandra.flink.kit.Mutations;
import io.cosmoscassandra.flink.kit.Tables;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import io.cosmoscassandra.flink.write.Applier;
import io.cosmoscassandra.flink.write.ApplierMetrics;
import io.cosmoscassandra.flink.write.ApplierSettings;
import io.cosmoscassandra.flink.write.BatchLimits;
import io.cosmoscassandra.flink.write.DeleteScope;
import io.cosmoscassandra.flink.write.GroupingKeys;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Write;
import io.cosmoscassandra.flink.write.WriteTarget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A writer, a committer and a target around one fake store. */
public final class CommitKit implements WriteTarget {

  static final long FINGERPRINT = 99;
  static final UUID GROUP = new UUID(7, 7);
  static final Duration RETRY_TIMEOUT = Duration.ofMinutes(5);

  private static final RetrySettings RETRY =
      new RetrySettings(RETRY_TIMEOUT, Duration.ofMillis(100), Duration.ofSeconds(10));

  final ManualClock world = ManualClock.skippingDelays();
  public final FakeStore store = new FakeStore();
  final List<Write> applied = new ArrayList<>();
  public final Tally tally = new Tally();
  public CommitSettings settings = settings(MissingTransactionPolicy.FAIL);
  CommitBrake brake = new CommitBrake(Long.MAX_VALUE, world.timing());
  final CheckpointOrder order = new CheckpointOrder(world.timing().locks());
  long restoredCheckpoint;
  int attempt;
  int appliers;
  Runnable beforeWrite = () -> {};

  /** Counts what the metrics are told. */
  public static final class Tally implements CommitMetrics {
    public int chunks;
    public int retries;
    long preparedRows;
    long aheadMicros;
    long ageMillis = -1;
    int ended;
    int failed;

    @Override
    public void chunkStaged(int rawBytes, int storedBytes) {
      chunks++;
    }

    @Override
    public void retried() {
      retries++;
    }

    @Override
    public void prepared(long rows, long bytes) {
      preparedRows += rows;
    }

    @Override
    public void markAheadOfClock(long micros) {
      aheadMicros = micros;
    }

    @Override
    public void commitStarted(long millis, long rows, long bytes) {
      ageMillis = millis;
    }

    @Override
    public void commitEnded(long durationNanos, long rows, long bytes, boolean hasFailed) {
      ended++;
      failed += hasFailed ? 1 : 0;
    }
  }

  public static CommitSettings settings(MissingTransactionPolicy onMissing) {
    return settings("books", "shop.books", onMissing, 1 << 20, 64);
  }

  public static CommitSettings settings(
      String sink,
      String target,
      MissingTransactionPolicy onMissing,
      long bufferBytes,
      int chunkBytes) {
    return new CommitSettings(
        sink,
        target,
        new ChunkSettings(chunkBytes, ChunkCompression.LZ4, Duration.ofDays(30), true),
        new StagingLimits(bufferBytes, 4, 1 << 20),
        onMissing,
        RETRY,
        Duration.ofSeconds(12));
  }

  public CommitterTables tables() {
    return new CommitterTables(store, settings, world.timing(), tally, () -> 0.5);
  }

  /** The third writer of four, which never have a row in common. */
  TransactionWriter writer() {
    return writer(2, 4, TimestampShare.whole(GROUP));
  }

  TransactionWriter writer(int subtask, int parallelism, TimestampShare share) {
    return new TransactionWriter(
        new TransactionWriter.Run(
            UUID.randomUUID(), subtask, parallelism, attempt, FINGERPRINT, DeleteScope.ROW, share),
        settings,
        tables(),
        brake,
        order,
        tally,
        world.timing());
  }

  TransactionCommitter committer() {
    return committer(FINGERPRINT);
  }

  TransactionCommitter committer(long fingerprint) {
    return new TransactionCommitter(
        settings,
        tables(),
        this::newApplier,
        Set.of(fingerprint),
        restoredCheckpoint,
        brake,
        tally,
        world.timing());
  }

  /** What one epoch of a new run promises. */
  Committable prepared(Mutation... mutations) throws Exception {
    TransactionWriter writer = writer();
    for (Mutation mutation : mutations) {
      writer.write(mutation);
    }
    return writer.prepare().orElseThrow();
  }

  List<String> appliedRows() {
    return applied.stream().map(write -> Mutations.shown(write.mutation())).toList();
  }

  List<Long> appliedOrders(Committable committable) {
    return applied.stream().map(write -> write.order() - committable.base()).toList();
  }

  private Applier newApplier() {
    appliers++;
    return new Applier(
        this,
        GroupingKeys.byPartition(1),
        Tables.BOOKS,
        new ApplierSettings(
            16,
            BatchLimits.SINGLE_ROWS,
            1 << 20,
            RETRY,
            Rates.UNLIMITED,
            RowErrorPolicy.FAIL,
            true,
            false),
        ApplierMetrics.NONE,
        world.timing());
  }

  @Override
  public CompletionStage<Acknowledgement> send(List<Write> writes) {
    beforeWrite.run();
    applied.addAll(writes);
    return CompletableFuture.completedFuture(Acknowledgement.FREE);
  }
}
