package io.cosmoscassandra.flink.simulation.scenario;

import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import io.cosmoscassandra.flink.simulation.world.Disturbances;
import io.cosmoscassandra.flink.simulation.world.Semantics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The complete input of a simulation: the same scenario always takes the same course.
 *
 * @param seed decides everything that the scenario leaves open
 * @param semantics how the database resolves writes
 * @param batch whether it is a batch job
 * @param parallelism how many subtasks each sink has at first
 * @param sinks how many INSERTs write into the table, each its own columns
 * @param partitions how many partitions each source has
 * @param keys how many keys each partition has
 * @param rowsPerPartition how many changes each partition has, roughly
 * @param deletes how many changes are deletes, as a probability
 * @param partialRows how many set only some columns, as a probability
 * @param ttls how many have a TTL of their own, as a probability
 * @param tableTtl the table's own TTL in seconds, or 0
 * @param refusedKey a key that the target table refuses, whose rows are skipped, or -1
 * @param rowGapMicros how long a writer waits between rows, at most
 * @param checkpointMillis how long between checkpoints
 * @param input which writer takes which rows
 * @param concurrentCheckpoints how many checkpoints may be in flight
 * @param bufferBytes how many bytes a writer buffers
 * @param chunkBytes how large a chunk is
 * @param grouping how the applier batches writes
 * @param deletesChunks whether a commit deletes its chunks
 * @param stagedAheadBytes how many bytes may be staged while a commit runs
 * @param disturbances how often requests go wrong
 * @param skewMicros how far clocks are off, at most
 * @param regions whether a failure restarts only one subtask
 * @param restartMillis how long a restart takes, at most
 * @param onMissing what happens to a transaction that cannot be committed any more
 * @param incidents the failures and other events
 * @param waitSeconds how long after its end the table is compared
 * @param replay whether every commit is repeated at the end
 */
public record Scenario(
    long seed,
    Semantics semantics,
    boolean batch,
    int parallelism,
    int sinks,
    int partitions,
    int keys,
    int rowsPerPartition,
    double deletes,
    double partialRows,
    double ttls,
    int tableTtl,
    int refusedKey,
    long rowGapMicros,
    long checkpointMillis,
    Input input,
    int concurrentCheckpoints,
    long bufferBytes,
    int chunkBytes,
    BatchGrouping grouping,
    boolean deletesChunks,
    long stagedAheadBytes,
    Disturbances disturbances,
    long skewMicros,
    boolean regions,
    long restartMillis,
    MissingTransactionPolicy onMissing,
    List<Incident> incidents,
    long waitSeconds,
    boolean replay) {

  /** Which writer takes which rows of the input. */
  public enum Input {
    /** All rows of a partition, and with it of a key, go to one writer. */
    KEYED,

    /** Partitions move to the next writer at every barrier. */
    ROTATING,

    /** The rows of a partition are dealt out to all writers in turn. */
    SPREAD,

    /**
     * All rows of a partition go to one writer, and partitions have keys in common. No exchange
     * connects the writers, so one of them may fail alone.
     */
    SHARED_KEYS;

    /** Whether rows of one key may go to several writers between two barriers. */
    public boolean isUnkeyed() {
      return this == SPREAD || this == SHARED_KEYS;
    }
  }

  /** How long the database keeps staged chunks, in every scenario. */
  public static final Duration RETENTION = Duration.ofDays(30);

  private static final long LATE_ZOMBIE_NANOS = 60_000_000_000L;

  /**
   * How long a zombie stands still. In a database without tombstones, it must be long enough for
   * the zombie to notice that it is one.
   */
  public long zombieNanos(Incident incident) {
    return semantics.tombstones()
        ? TimeUnit.MILLISECONDS.toNanos(incident.amount())
        : LATE_ZOMBIE_NANOS;
  }

  public boolean has(Incident.Kind kind) {
    return incidents.stream().anyMatch(incident -> incident.kind() == kind);
  }

  public Scenario withIncidents(List<Incident> others) {
    return with(others, disturbances, rowsPerPartition, replay, skewMicros, ttls);
  }

  public Scenario withDisturbances(Disturbances others) {
    return with(incidents, others, rowsPerPartition, replay, skewMicros, ttls);
  }

  public Scenario withRows(int rows) {
    return with(incidents, disturbances, rows, replay, skewMicros, ttls);
  }

  public Scenario withoutReplay() {
    return with(incidents, disturbances, rowsPerPartition, false, skewMicros, ttls);
  }

  public Scenario withoutSkew() {
    return with(incidents, disturbances, rowsPerPartition, replay, 0, ttls);
  }

  public Scenario withoutTtls() {
    return with(incidents, disturbances, rowsPerPartition, replay, skewMicros, 0);
  }

  private Scenario with(
      List<Incident> otherIncidents,
      Disturbances otherDisturbances,
      int rows,
      boolean replays,
      long skew,
      double expiring) {
    return new Scenario(
        seed,
        semantics,
        batch,
        parallelism,
        sinks,
        partitions,
        keys,
        rows,
        deletes,
        partialRows,
        expiring,
        expiring == 0 ? 0 : tableTtl,
        refusedKey,
        rowGapMicros,
        checkpointMillis,
        input,
        concurrentCheckpoints,
        bufferBytes,
        chunkBytes,
        grouping,
        deletesChunks,
        stagedAheadBytes,
        otherDisturbances,
        skew,
        regions,
        restartMillis,
        onMissing,
        otherIncidents,
        waitSeconds,
        replays);
  }
}
