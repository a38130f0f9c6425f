package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.simulation.scenario.Incident;
import io.cosmoscassandra.flink.simulation.time.Chance;
import io.cosmoscassandra.flink.simulation.time.Scheduler;
import io.cosmoscassandra.flink.simulation.time.TaskProcess;
import io.cosmoscassandra.flink.simulation.world.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * A streaming job as Flink runs it: checkpoints, notifications, failures, savepoints, rescaling.
 * Kept whole because these interleave: each of them may interrupt any other.
 */
final class StreamingJob implements Job {

  /** When the job gives up a checkpoint. */
  static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(2);

  private static final long MAX_MESSAGE_NANOS = 5_000_000;
  private static final long ZOMBIE_NANOS = 25_000_000_000L;

  private final Experiment experiment;
  private final Scheduler scheduler;
  private final Chance chance;
  private final List<Snapshot> history = new ArrayList<>();

  /** Savepoints that the job did not go back to when it failed after them. */
  private final Set<Snapshot> left = Collections.newSetFromMap(new IdentityHashMap<>());

  private final TreeMap<Long, Pending> pending = new TreeMap<>();
  private final Set<StreamingSlot> done = new HashSet<>();
  private List<StreamingSlot> slots = new ArrayList<>();
  private Snapshot latest;
  private int parallelism;
  private int deployments;
  private long nextCheckpoint = 1;

  /** Whether the table may hold rows of a history that was rolled back and is not yet repeated. */
  private boolean rolledBack;

  /** Changes with every restart of the whole job, so that earlier callbacks have no effect. */
  private int generation;

  private boolean down = true;

  /** The checkpoint with which the job ends, once it has completed. */
  private long finalCheckpoint = Long.MAX_VALUE;

  @Nullable private Incident stop;
  private boolean savepointWanted;

  private enum Purpose {
    CHECKPOINT,
    SAVEPOINT,
    STOP
  }

  /** A checkpoint in flight. */
  private static final class Pending {
    private final Purpose purpose;
    private final boolean afterEnd;
    private final Map<StreamingSlot, int[]> writers = new HashMap<>();
    private final Map<StreamingSlot, List<Committable>> committers = new HashMap<>();

    private Pending(Purpose purpose, boolean afterEnd) {
      this.purpose = purpose;
      this.afterEnd = afterEnd;
    }
  }

  StreamingJob(Experiment experiment) {
    this.experiment = experiment;
    this.scheduler = experiment.scheduler();
    this.chance = experiment.chance();
    this.latest = Snapshot.empty(experiment.scenario());
    this.parallelism = experiment.scenario().parallelism();
  }

  @Override
  public void start() {
    deploy();
  }

  // Reports of tasks.

  void writerSnapshot(StreamingSlot slot, long id, int[] positions) {
    report(slot, id, checkpoint -> checkpoint.writers.put(slot, positions));
  }

  void committerSnapshot(StreamingSlot slot, long id, List<Committable> committables) {
    report(slot, id, checkpoint -> checkpoint.committers.put(slot, committables));
  }

  void committed(StreamingSlot slot, long id) {
    if (id >= finalCheckpoint) {
      afterMessage(
          () -> {
            if (slots.contains(slot) && !slot.isGone() && finalCheckpoint != Long.MAX_VALUE) {
              done.add(slot);
              if (done.containsAll(slots)) {
                allCommitted();
              }
            }
          });
    }
  }

  @Override
  public void failed(Slot slot, Exception error) {
    afterMessage(
        () -> {
          for (StreamingSlot failing : List.copyOf(slots)) {
            if (failing.slot() == slot && !failing.isGone()) {
              scheduler.trace(() -> slot + " fails: " + error);
              experiment.judge().countFailure(error);
              failOver(failing, false);
            }
          }
        });
  }

  // Checkpoints.

  private void triggerLater() {
    long millis = experiment.scenario().checkpointMillis();
    int current = generation;
    scheduler.after(
        TimeUnit.MILLISECONDS.toNanos(chance.between(millis / 2, millis + millis / 2)),
        null,
        () -> {
          if (generation == current && finalCheckpoint == Long.MAX_VALUE) {
            trigger();
            triggerLater();
          }
        });
  }

  private void trigger() {
    boolean ready =
        !down
            && finalCheckpoint == Long.MAX_VALUE
            && slots.stream().allMatch(StreamingSlot::isRunning)
            && (savepointWanted || pending.size() < experiment.scenario().concurrentCheckpoints());
    if (!ready) {
      return;
    }
    boolean afterEnd = slots.stream().allMatch(StreamingSlot::hasEnded);
    Purpose purpose =
        stop != null ? Purpose.STOP : savepointWanted ? Purpose.SAVEPOINT : Purpose.CHECKPOINT;
    savepointWanted = false;
    long id = nextCheckpoint++;
    Pending checkpoint = new Pending(purpose, afterEnd);
    pending.put(id, checkpoint);
    scheduler.trace(() -> "triggers " + purpose + " " + id);
    scheduler.after(CHECKPOINT_TIMEOUT.toNanos(), null, () -> expire(id, checkpoint));
    StreamingSlot.Barrier barrier =
        new StreamingSlot.Barrier(id, purpose == Purpose.STOP, purpose == Purpose.SAVEPOINT);
    for (StreamingSlot slot : slots) {
      afterMessage(slot.slot().process(), () -> slot.barrier(barrier));
    }
  }

  private void report(StreamingSlot slot, long id, Consumer<Pending> contribution) {
    afterMessage(
        () -> {
          Pending checkpoint = pending.get(id);
          if (checkpoint != null && slots.contains(slot) && !slot.isGone()) {
            contribution.accept(checkpoint);
            if (checkpoint.writers.size() == slots.size()
                && checkpoint.committers.size() == slots.size()) {
              complete(id, checkpoint);
            }
          }
        });
  }

  private void complete(long id, Pending checkpoint) {
    scheduler.trace(() -> "completes " + checkpoint.purpose + " " + id);
    Snapshot snapshot = snapshot(id, checkpoint);
    if (checkpoint.purpose != Purpose.SAVEPOINT) {
      experiment.ledger().checkpointCompleted();
    }
    snapshot.committables().stream()
        .flatMap(List::stream)
        .flatMap(List::stream)
        .forEach(c -> experiment.ledger().released(c, checkpoint.purpose == Purpose.SAVEPOINT));
    history.add(snapshot);
    pending.remove(id);
    if (checkpoint.purpose == Purpose.SAVEPOINT) {
      // It commits nothing, and the job does not go back to it.
      return;
    }
    pending.headMap(id).values().removeIf(p -> p.purpose != Purpose.SAVEPOINT);
    latest = snapshot;
    boolean last = checkpoint.purpose == Purpose.STOP || checkpoint.afterEnd;
    if (last) {
      finalCheckpoint = id;
    }
    for (StreamingSlot slot : slots) {
      if (last || !chance.oneIn(20)) {
        afterMessage(slot.slot().process(), () -> slot.completed(id));
      }
    }
  }

  private Snapshot snapshot(long id, Pending checkpoint) {
    int sinks = experiment.scenario().sinks();
    int[][] positions = new int[sinks][experiment.scenario().partitions()];
    List<List<List<Committable>>> committables = new ArrayList<>();
    for (int sink = 0; sink < sinks; sink++) {
      committables.add(new ArrayList<>());
    }
    // In the order of the subtasks.
    for (StreamingSlot slot : slots) {
      int sink = slot.slot().sink();
      int[] own = checkpoint.writers.get(slot);
      for (int partition = 0; partition < own.length; partition++) {
        positions[sink][partition] = Math.max(positions[sink][partition], own[partition]);
      }
      committables.get(sink).add(checkpoint.committers.get(slot));
    }
    Set<TransactionId> lineage = new HashSet<>(latest.lineage());
    committables.stream()
        .flatMap(List::stream)
        .flatMap(List::stream)
        .map(Committable::transaction)
        .forEach(lineage::add);
    return new Snapshot(id, positions, lineage, committables);
  }

  // Failures and restarts.

  private void deploy() {
    down = false;
    experiment.ledger().checkpointCompleted();
    leaveSavepoints();
    finalCheckpoint = Long.MAX_VALUE;
    done.clear();
    deployments++;
    scheduler.trace(
        () -> "deploys %d subtasks from checkpoint %d".formatted(parallelism, latest.id()));
    for (int sink = 0; sink < experiment.scenario().sinks(); sink++) {
      Assignment assignment = assignment(sink);
      for (int subtask = 0; subtask < parallelism; subtask++) {
        slots.add(startSlot(sink, subtask, assignment));
      }
    }
    triggerLater();
  }

  /**
   * Submits the job anew. What was completed after the checkpoint that is restored is forgotten:
   * the protocol can tell only of one submission that a branch of it was left.
   */
  private void submit() {
    history.subList(history.indexOf(latest) + 1, history.size()).clear();
    experiment.judge().restored(latest.id(), left.contains(latest));
    left.clear();
    experiment.submitted();
  }

  private void leaveSavepoints() {
    left.addAll(history.subList(history.indexOf(latest) + 1, history.size()));
  }

  private Assignment assignment(int sink) {
    return new Assignment(
        parallelism, experiment.scenario().input(), latest.positions()[sink], latest.id());
  }

  private StreamingSlot startSlot(int sink, int subtask, Assignment assignment) {
    Slot slot = experiment.newSlot("a" + deployments, sink, subtask, parallelism);
    StreamingSlot started = new StreamingSlot(experiment, this, slot, latest, assignment);
    started.start();
    return started;
  }

  /** Restarts what has failed: one subtask or the whole job. */
  private void failOver(StreamingSlot failing, boolean zombie) {
    boolean region =
        experiment.scenario().regions() && finalCheckpoint == Long.MAX_VALUE && stop == null;
    if (!region) {
      failOverAll(failing, zombie);
      return;
    }
    leaveSavepoints();
    List.copyOf(pending.keySet()).forEach(this::abort);
    end(failing, zombie);
    int current = generation;
    scheduler.after(
        restartNanos(),
        null,
        () -> {
          int index = slots.indexOf(failing);
          if (generation == current && index >= 0) {
            deployments++;
            int sink = failing.slot().sink();
            slots.set(index, startSlot(sink, failing.slot().subtask(), assignment(sink)));
          }
        });
  }

  private void failOverAll(@Nullable StreamingSlot failing, boolean zombie) {
    endAll(failing, zombie);
    redeployAfter(restartNanos());
  }

  private void endAll(@Nullable StreamingSlot failing, boolean zombie) {
    pending.clear();
    down = true;
    generation++;
    stop = null;
    savepointWanted = false;
    for (StreamingSlot slot : slots) {
      end(slot, zombie && (slot == failing || chance.oneIn(2)));
    }
    slots = new ArrayList<>();
  }

  private void redeployAfter(long nanos) {
    int current = ++generation;
    scheduler.after(
        nanos,
        null,
        () -> {
          if (generation == current) {
            deploy();
          }
        });
  }

  private void end(StreamingSlot slot, boolean zombie) {
    slot.setGone();
    TaskProcess process = slot.slot().process();
    if (zombie) {
      scheduler.trace(() -> process + " goes on as a zombie");
      long frozen = Math.max(0, process.frozenUntil() - scheduler.nanos());
      scheduler.after(
          frozen + chance.between(0L, ZOMBIE_NANOS), null, () -> scheduler.kill(process));
    } else if (chance.oneIn(2)) {
      slot.cancel();
      scheduler.after(chance.between(0L, 20_000_000L), null, () -> scheduler.kill(process));
    } else {
      scheduler.kill(process);
    }
  }

  private void abortPending() {
    if (pending.values().stream().anyMatch(p -> p.purpose == Purpose.STOP)) {
      failOverAll(null, false);
    } else {
      List.copyOf(pending.keySet()).forEach(this::abort);
    }
  }

  private void abort(long id) {
    scheduler.trace(() -> "aborts checkpoint " + id);
    Pending unused = pending.remove(id);
    for (StreamingSlot slot : slots) {
      afterMessage(slot.slot().process(), () -> slot.aborted(id));
    }
  }

  private void expire(long id, Pending checkpoint) {
    if (pending.get(id) != checkpoint) {
      return;
    }
    if (checkpoint.purpose == Purpose.STOP) {
      failOverAll(null, false);
    } else {
      abort(id);
    }
  }

  private long restartNanos() {
    return TimeUnit.MILLISECONDS.toNanos(
        chance.between(100L, experiment.scenario().restartMillis()));
  }

  private void allCommitted() {
    Incident stopped = stop;
    // Zombies live on.
    slots.forEach(slot -> scheduler.kill(slot.slot().process()));
    slots = new ArrayList<>();
    if (stopped == null) {
      scheduler.trace(() -> "the job has finished");
      Ending.begin(experiment, latest.lineage());
      return;
    }
    stop = null;
    down = true;
    if (!rolledBack && experiment.scenario().disturbances().late() == 0) {
      experiment
          .judge()
          .compare(latest.positions(), latest.lineage(), "after a stop with savepoint");
    }
    submit();
    rescale(stopped);
    redeployAfter(TimeUnit.SECONDS.toNanos(stopped.amount()));
  }

  private void rescale(Incident incident) {
    if (incident.which() % 3 != 0) {
      parallelism = 1 + incident.which() % (experiment.scenario().sinks() == 1 ? 4 : 2);
    }
  }

  // Incidents.

  @Override
  public void happen(Incident incident) {
    if (down || slots.isEmpty()) {
      return;
    }
    StreamingSlot slot = slots.get(incident.which() % slots.size());
    if (slot.isGone()) {
      return;
    }
    TaskProcess process = slot.slot().process();
    scheduler.trace(() -> incident + " (" + process + ")");
    switch (incident.kind()) {
      case CRASH -> {
        scheduler.kill(process);
        failOver(slot, false);
      }
      case CRASH_AT_CALL -> process.crashAfterCalls((int) incident.amount(), () -> lose(slot));
      case ZOMBIE -> {
        process.freezeUntil(scheduler.nanos() + experiment.scenario().zombieNanos(incident));
        failOver(slot, true);
      }
      case PAUSE ->
          process.freezeUntil(scheduler.nanos() + TimeUnit.MILLISECONDS.toNanos(incident.amount()));
      case FAILOVER ->
          failOverAll(
              null, experiment.scenario().semantics().tombstones() && incident.which() % 2 == 0);
      case ABORT_CHECKPOINT -> abortPending();
      case SAVEPOINT -> savepointWanted = true;
      case STOP_WITH_SAVEPOINT -> {
        if (finalCheckpoint == Long.MAX_VALUE) {
          stop = incident;
        }
      }
      case CANCEL_AND_RESTORE -> restoreSome(incident);
      case COMMITTER_TABLES_DOWN ->
          experiment.world().committerService().unavailableUntil(untilMillis(incident));
      case TARGET_DOWN ->
          experiment.world().targetService().unavailableUntil(untilMillis(incident));
      case TARGET_SLOW ->
          experiment
              .world()
              .targetService()
              .takesPerRequest(TimeUnit.MICROSECONDS.toNanos(incident.amount()));
      case CLOCK -> {
        long skew = experiment.scenario().skewMicros();
        process.host().setOffset(Math.max(-skew, Math.min(skew, incident.amount())));
      }
    }
  }

  private void lose(StreamingSlot slot) {
    if (slots.contains(slot) && !slot.isGone()) {
      failOver(slot, false);
    }
  }

  private void restoreSome(Incident incident) {
    endAll(null, false);
    if (!history.isEmpty()) {
      latest = history.get(incident.which() % history.size());
    }
    submit();
    rolledBack = true;
    nextCheckpoint = latest.id() + 1;
    rescale(incident);
    redeployAfter(TimeUnit.SECONDS.toNanos(incident.amount()));
  }

  private long untilMillis(Incident incident) {
    return scheduler.nanos() + TimeUnit.MILLISECONDS.toNanos(incident.amount());
  }

  private void afterMessage(Runnable what) {
    afterMessage(null, what);
  }

  private void afterMessage(@Nullable TaskProcess to, Runnable what) {
    scheduler.after(chance.skewed(0, MAX_MESSAGE_NANOS), to, what);
  }
}
