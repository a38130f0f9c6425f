package io.cosmoscassandra.flink.write;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.flow.Rates;
import io.cosmoscassandra.flink.kit.ManualClock;
import io.cosmoscassandra.flink.kit.Mutations;
import io.cosmoscassandra.flink.kit.Tables;
import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Appliers whose target, time and metrics are in the hands of a test. */
final class ApplierKit {

  static final int IN_FLIGHT = 8;
  static final Duration INITIAL_BACKOFF = Duration.ofMillis(100);
  static final Duration RETRY_TIMEOUT = Duration.ofMinutes(5);
  static final BatchLimits SINGLE = BatchLimits.SINGLE_ROWS;
  static final BatchLimits BATCHES = new BatchLimits(BatchGrouping.PARTITION, 4, 10_000);

  final ManualTarget target = new ManualTarget();
  final ManualClock time = new ManualClock();
  final CountingMetrics metrics = new CountingMetrics();

  /** As on Azure Cosmos DB; replicas of Apache Cassandra are to blame for write failures. */
  boolean writeFailuresMayBlameRow;

  static ApplierSettings settings(
      BatchLimits limits,
      RowErrorPolicy onRowError,
      boolean waitsForSchema,
      boolean writeFailuresMayBlameRow) {
    return new ApplierSettings(
        IN_FLIGHT,
        limits,
        1 << 20,
        new RetrySettings(RETRY_TIMEOUT, INITIAL_BACKOFF, Duration.ofSeconds(10)),
        Rates.UNLIMITED,
        onRowError,
        waitsForSchema,
        writeFailuresMayBlameRow);
  }

  Applier applier(BatchLimits limits, RowErrorPolicy onRowError) {
    return applier(limits, onRowError, GroupingKeys.byPartition(1));
  }

  Applier applier(BatchLimits limits, RowErrorPolicy onRowError, GroupingKeys keys) {
    return applier(target, limits, onRowError, keys, metrics);
  }

  /** An applier of single rows that fails at the first row that is rejected. */
  Applier applier(WriteTarget to) {
    return applier(to, metrics);
  }

  Applier applier(WriteTarget to, ApplierMetrics reported) {
    return applier(to, SINGLE, RowErrorPolicy.FAIL, GroupingKeys.byPartition(1), reported);
  }

  private Applier applier(
      WriteTarget to,
      BatchLimits limits,
      RowErrorPolicy onRowError,
      GroupingKeys keys,
      ApplierMetrics reported) {
    return new Applier(
        to,
        keys,
        Tables.BOOKS,
        settings(limits, onRowError, false, writeFailuresMayBlameRow),
        reported,
        time.timing());
  }

  static void apply(Applier applier, Mutation... mutations) throws Exception {
    for (int i = 0; i < mutations.length; i++) {
      applier.apply(new Write(mutations[i], i));
    }
  }

  /** Hands in one write for each of this number of rows. */
  static void applyRows(Applier applier, int rows) throws Exception {
    for (int id = 0; id < rows; id++) {
      applier.apply(new Write(Mutations.upsert(id, 1, 1), id));
    }
  }

  interface Action {
    void run() throws Exception;
  }

  static Future<?> inBackground(Action action) {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Future<?> future =
        executor.submit(
            () -> {
              action.run();
              return null;
            });
    executor.shutdown();
    return future;
  }
}
