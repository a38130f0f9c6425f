package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.commit.CheckpointOrder;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.simulation.scenario.Incident;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.time.Actor;
import io.cosmoscassandra.flink.simulation.time.Chance;
import io.cosmoscassandra.flink.simulation.time.Scheduler;
import io.cosmoscassandra.flink.simulation.time.TaskProcess;
import io.cosmoscassandra.flink.simulation.world.Slot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.annotation.Nullable;

/**
 * A batch job as Flink runs it: each writer to its end, then its committer. A committer that fails
 * is restarted; if its input is lost as well, so is its writer.
 */
final class BatchJob implements Job {

  private static final long ZOMBIE_NANOS = 25_000_000_000L;

  private final Experiment experiment;
  private final Scheduler scheduler;
  private final Chance chance;
  private final List<Part> parts = new ArrayList<>();
  private int attempts;

  /** One subtask of one sink. */
  private static final class Part {
    private final int sink;
    private final int subtask;
    @Nullable private List<Committable> promised;
    @Nullable private Slot current;
    private boolean done;

    private Part(int sink, int subtask) {
      this.sink = sink;
      this.subtask = subtask;
    }
  }

  BatchJob(Experiment experiment) {
    this.experiment = experiment;
    this.scheduler = experiment.scheduler();
    this.chance = experiment.chance();
  }

  @Override
  public void start() {
    for (int sink = 0; sink < experiment.scenario().sinks(); sink++) {
      for (int subtask = 0; subtask < experiment.scenario().parallelism(); subtask++) {
        Part part = new Part(sink, subtask);
        parts.add(part);
        startNext(part);
      }
    }
  }

  private void startNext(Part part) {
    attempts++;
    Slot slot =
        experiment.newSlot(
            "b" + attempts, part.sink, part.subtask, experiment.scenario().parallelism());
    part.current = slot;
    List<Committable> promised = part.promised;
    if (promised == null) {
      Actor unused = scheduler.start(slot + " writer", slot.process(), () -> write(part, slot));
    } else {
      Actor unused =
          scheduler.start(slot + " committer", slot.process(), () -> commit(part, slot, promised));
    }
  }

  private void write(Part part, Slot slot) throws InterruptedException {
    Assignment assignment =
        new Assignment(
            slot.parallelism(),
            experiment.scenario().input() == Scenario.Input.ROTATING
                ? Scenario.Input.KEYED
                : experiment.scenario().input(),
            new int[experiment.scenario().partitions()],
            0);
    CheckpointOrder order = new CheckpointOrder(slot.process().timing().locks());
    try (WriterTask task = new WriterTask(experiment, slot, assignment, 0, order)) {
      while (task.writeNext()) {
        task.pause();
      }
      Optional<Committable> committable = task.prepare();
      if (part.current == slot) {
        part.promised = committable.map(c -> List.of(CommitAttempts.restored(c))).orElse(List.of());
        part.promised.forEach(experiment.ledger()::released);
        later(part, slot);
      }
    } catch (IOException e) {
      failed(slot, e);
    }
  }

  private void commit(Part part, Slot slot, List<Committable> promised)
      throws InterruptedException {
    try (CommitAttempts commits = CommitAttempts.of(experiment, slot, 0)) {
      commits.call(promised);
      if (part.current == slot) {
        part.done = true;
        if (parts.stream().allMatch(p -> p.done)) {
          Ending.begin(
              experiment,
              parts.stream()
                  .flatMap(p -> p.promised.stream())
                  .map(Committable::transaction)
                  .collect(Collectors.toSet()));
        }
      }
    } catch (IOException e) {
      failed(slot, e);
    }
  }

  @Override
  public void failed(Slot slot, Exception error) {
    for (Part part : parts) {
      if (part.current == slot && !part.done) {
        scheduler.trace(() -> slot + " fails: " + error);
        experiment.judge().countFailure(error);
        restart(part, false);
      }
    }
  }

  @Override
  public void happen(Incident incident) {
    Part part = parts.get(incident.which() % parts.size());
    if (part.done || part.current == null) {
      return;
    }
    TaskProcess process = part.current.process();
    scheduler.trace(() -> incident + " (" + process + ")");
    long nanos = TimeUnit.MILLISECONDS.toNanos(incident.amount());
    switch (incident.kind()) {
      case CRASH -> restart(part, false);
      case CRASH_AT_CALL -> {
        Slot slot = part.current;
        process.crashAfterCalls(
            (int) incident.amount(),
            () -> {
              if (part.current == slot && !part.done) {
                restart(part, false);
              }
            });
      }
      case ZOMBIE -> {
        process.freezeUntil(scheduler.nanos() + experiment.scenario().zombieNanos(incident));
        restart(part, true);
      }
      case FAILOVER -> {
        // The input of the committer is lost with the process that kept it.
        part.promised = null;
        restart(part, false);
      }
      case COMMITTER_TABLES_DOWN ->
          experiment.world().committerService().unavailableUntil(scheduler.nanos() + nanos);
      case TARGET_DOWN ->
          experiment.world().targetService().unavailableUntil(scheduler.nanos() + nanos);
      case CLOCK -> {
        long skew = experiment.scenario().skewMicros();
        process.host().setOffset(Math.max(-skew, Math.min(skew, incident.amount())));
      }
      case PAUSE,
          ABORT_CHECKPOINT,
          SAVEPOINT,
          STOP_WITH_SAVEPOINT,
          CANCEL_AND_RESTORE,
          TARGET_SLOW -> {}
    }
  }

  private void restart(Part part, boolean zombie) {
    TaskProcess process = part.current.process();
    part.current = null;
    if (zombie) {
      long frozen = Math.max(0, process.frozenUntil() - scheduler.nanos());
      scheduler.after(
          frozen + chance.between(0L, ZOMBIE_NANOS), null, () -> scheduler.kill(process));
    } else {
      scheduler.kill(process);
    }
    scheduler.after(
        TimeUnit.MILLISECONDS.toNanos(chance.between(100L, experiment.scenario().restartMillis())),
        null,
        () -> startNext(part));
  }

  private void later(Part part, Slot slot) {
    scheduler.after(
        chance.between(0L, 100_000_000L),
        null,
        () -> {
          if (part.current == slot) {
            startNext(part);
          }
        });
  }
}
