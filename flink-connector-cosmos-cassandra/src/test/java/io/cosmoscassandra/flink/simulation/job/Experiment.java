package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.commit.CommitBrake;
import io.cosmoscassandra.flink.commit.chunk.ChunkCompression;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.store.ChunkSettings;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.commit.store.StagingLimits;
import io.cosmoscassandra.flink.simulation.faults.Sabotage;
import io.cosmoscassandra.flink.simulation.judge.Findings;
import io.cosmoscassandra.flink.simulation.judge.Judge;
import io.cosmoscassandra.flink.simulation.judge.Ledger;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.scenario.SourceLog;
import io.cosmoscassandra.flink.simulation.scenario.SourceRow;
import io.cosmoscassandra.flink.simulation.time.Chance;
import io.cosmoscassandra.flink.simulation.time.Scheduler;
import io.cosmoscassandra.flink.simulation.time.TaskProcess;
import io.cosmoscassandra.flink.simulation.world.Network;
import io.cosmoscassandra.flink.simulation.world.Slot;
import io.cosmoscassandra.flink.simulation.world.World;
import io.cosmoscassandra.flink.write.DeleteScope;
import io.cosmoscassandra.flink.write.WriteTarget;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** One run of a scenario: its world, its sabotage, and the judge and the ledger that watch it. */
public final class Experiment {

  private final Scenario scenario;
  private final Sabotage sabotage;
  private final World world;
  private final Findings findings;
  private final Ledger ledger;
  private final Judge judge;
  private final SourceLog log;
  private final CommitSettings settings;
  private int submissions;
  private int slots;
  private final Map<ChunkId, byte[]> archive = new HashMap<>();

  public Experiment(Scenario scenario, Sabotage sabotage, Scheduler scheduler) {
    this.scenario = scenario;
    this.sabotage = sabotage;
    this.world =
        new World(
            scheduler,
            scenario.semantics(),
            scenario.sinks() * SourceRow.COLUMNS,
            scenario.skewMicros());
    world.network().disturb(scenario.disturbances());
    this.findings = new Findings(scheduler);
    this.ledger = new Ledger(findings);
    this.log = new SourceLog(scenario);
    this.judge = new Judge(scenario, log, ledger, findings, world);
    this.settings =
        sabotage.settings(
            new CommitSettings(
                "sink",
                "keyspace.table",
                new ChunkSettings(
                    scenario.chunkBytes(),
                    ChunkCompression.LZ4,
                    Scenario.RETENTION,
                    scenario.deletesChunks()),
                new StagingLimits(scenario.bufferBytes(), 3, scenario.stagedAheadBytes()),
                scenario.onMissing(),
                new RetrySettings(
                    Duration.ofSeconds(8), Duration.ofMillis(20), Duration.ofSeconds(1)),
                Duration.ofNanos(Network.REQUEST_TIMEOUT_NANOS)));
  }

  /** The job that runs the scenario. */
  public Job newJob() {
    return scenario.batch() ? new BatchJob(this) : new StreamingJob(this);
  }

  Scenario scenario() {
    return scenario;
  }

  Sabotage sabotage() {
    return sabotage;
  }

  World world() {
    return world;
  }

  Scheduler scheduler() {
    return world.scheduler();
  }

  Chance chance() {
    return scheduler().chance();
  }

  public Findings findings() {
    return findings;
  }

  Ledger ledger() {
    return ledger;
  }

  public Judge judge() {
    return judge;
  }

  SourceLog log() {
    return log;
  }

  CommitSettings settings() {
    return settings;
  }

  /** Every chunk that was ever staged, to be replayed at the end. */
  Map<ChunkId, byte[]> archive() {
    return archive;
  }

  /** The job is submitted anew, by which all its groups of subtasks are new. */
  void submitted() {
    submissions++;
  }

  /** The group that the subtasks of a sink belong to. */
  UUID group(int sink) {
    return new UUID(submissions, sink + 1L);
  }

  /** What a delete takes: each of several sinks owns some columns. */
  DeleteScope deletes() {
    return scenario.sinks() > 1 ? DeleteScope.COLUMNS : DeleteScope.ROW;
  }

  /** A new attempt of a subtask, on some host. */
  Slot newSlot(String attempt, int sink, int subtask, int parallelism) {
    slots++;
    TaskProcess process =
        new TaskProcess(
            "%s/%d.%d of %d".formatted(attempt, sink, subtask, parallelism),
            chance().oneOf(world.hosts()),
            scheduler());
    return new Slot(
        sink,
        subtask,
        parallelism,
        slots,
        process,
        new CommitBrake(settings.staging().maxAheadBytes(), process.timing()));
  }

  /** The committer tables as a slot reaches them, with whatever is wrong with them. */
  CommitterStore store(Slot slot) {
    return sabotage.store(new SimulatedStore(this, slot.process()), slot, scheduler());
  }

  /** The columns of a slot's sink as the slot reaches them, with whatever is wrong with them. */
  WriteTarget target(Slot slot) {
    return sabotage.target(new SimulatedTarget(this, slot), slot, scheduler());
  }
}
