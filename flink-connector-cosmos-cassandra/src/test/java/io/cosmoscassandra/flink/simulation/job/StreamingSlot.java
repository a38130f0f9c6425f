package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.commit.CheckpointOrder;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.simulation.time.Actor;
import io.cosmoscassandra.flink.simulation.time.Mailbox;
import io.cosmoscassandra.flink.simulation.world.Slot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The writer and the committer of one subtask of a streaming job, each a task of its own. */
final class StreamingSlot {

  /** Pause between checks for partitions that another writer still holds. */
  private static final long IDLE_NANOS = 20_000_000;

  /** Flink's number for what is prepared when the input has ended. */
  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private static final long FOREVER_NANOS = 3_600_000_000_000L;

  private final Experiment experiment;
  private final StreamingJob job;
  private final Slot slot;
  private final Snapshot restored;
  private final Assignment assignment;
  private final CheckpointOrder order;
  private final Mailbox<Barrier> barriers;
  private final Mailbox<ToCommitter> toCommitter;
  private final List<Actor> actors = new ArrayList<>();
  private boolean running;
  private boolean gone;
  private boolean stopped;
  private boolean ended;

  /** A barrier in the stream. */
  record Barrier(long id, boolean last, boolean savepoint) {}

  /** A message to the task of a committer. */
  private sealed interface ToCommitter {}

  private record Promise(long checkpoint, Committable committable) implements ToCommitter {}

  private record AtBarrier(long id, boolean savepoint) implements ToCommitter {}

  private record Prepared(long checkpoint) implements ToCommitter {}

  private record Completed(long id) implements ToCommitter {}

  private record Aborted(long id) implements ToCommitter {}

  StreamingSlot(
      Experiment experiment,
      StreamingJob job,
      Slot slot,
      Snapshot restored,
      Assignment assignment) {
    this.experiment = experiment;
    this.job = job;
    this.slot = slot;
    this.restored = restored;
    this.assignment = assignment;
    this.order = new CheckpointOrder(slot.process().timing().locks());
    this.barriers = new Mailbox<>(experiment.scheduler());
    this.toCommitter = new Mailbox<>(experiment.scheduler());
  }

  Slot slot() {
    return slot;
  }

  /** Whether the committer has committed the restored transactions. */
  boolean isRunning() {
    return running && !gone;
  }

  /** Whether the job has given this slot up, which the slot may not notice. */
  boolean isGone() {
    return gone;
  }

  void setGone() {
    gone = true;
  }

  boolean hasEnded() {
    return ended;
  }

  void start() {
    actors.add(experiment.scheduler().start(slot + " committer", slot.process(), this::commit));
    actors.add(experiment.scheduler().start(slot + " writer", slot.process(), this::write));
  }

  void barrier(Barrier barrier) {
    barriers.add(barrier);
  }

  void completed(long id) {
    toCommitter.add(new Completed(id));
  }

  void aborted(long id) {
    toCommitter.add(new Aborted(id));
  }

  void cancel() {
    actors.forEach(experiment.scheduler()::interrupt);
  }

  private void write() throws InterruptedException {
    try (WriterTask task = new WriterTask(experiment, slot, assignment, restored.id(), order)) {
      while (true) {
        Barrier barrier = barriers.poll();
        if (barrier != null) {
          atBarrier(task, barrier);
          stopped = barrier.last();
        } else if (ended || stopped) {
          barriers.await(FOREVER_NANOS);
        } else if (task.writeNext()) {
          task.pause();
        } else if (task.isAtEnd()) {
          promise(task, task.lastBarrier() + 1, END_OF_INPUT);
          ended = true;
        } else {
          barriers.await(IDLE_NANOS);
        }
      }
    } catch (IOException e) {
      job.failed(slot, e);
    }
  }

  private void atBarrier(WriterTask task, Barrier barrier)
      throws IOException, InterruptedException {
    task.reach(barrier.id());
    promise(task, barrier.id(), barrier.id());
    toCommitter.add(new AtBarrier(barrier.id(), barrier.savepoint()));
    job.writerSnapshot(this, barrier.id(), task.passBarrier(barrier.id()));
  }

  /**
   * Prepares what was written.
   *
   * @param checkpoint the one with which it is committed
   * @param stamped the checkpoint that Flink says it belongs to
   */
  private void promise(WriterTask task, long checkpoint, long stamped)
      throws IOException, InterruptedException {
    Optional<Committable> committable = task.prepare();
    toCommitter.add(new Prepared(stamped));
    committable
        .map(c -> c.withCheckpoint(stamped == END_OF_INPUT ? 0 : stamped))
        .ifPresent(c -> toCommitter.add(new Promise(checkpoint, c)));
  }

  private void commit() throws InterruptedException {
    TreeMap<Long, List<Committable>> pending = new TreeMap<>();
    try (CommitAttempts attempts = CommitAttempts.of(experiment, slot, restored.id())) {
      List<Committable> found =
          restored.restoredTo(slot.sink(), slot.subtask(), slot.parallelism());
      for (Committable committable : found) {
        add(
            pending,
            committable.checkpoint() == 0 ? END_OF_INPUT : committable.checkpoint(),
            committable);
      }
      for (List<Committable> call :
          experiment.sabotage().checkpoints(List.copyOf(pending.values()))) {
        attempts.call(call);
      }
      pending.clear();
      running = true;
      if (experiment.sabotage().ordersCheckpoints()) {
        order.observe(StreamingJob.CHECKPOINT_TIMEOUT);
      }
      long completed = restored.id();
      while (true) {
        ToCommitter message = toCommitter.take();
        if (message instanceof Promise promise) {
          add(pending, promise.checkpoint(), promise.committable());
          if (experiment.sabotage().commitsAtOnce()) {
            attempts.call(List.of(promise.committable()));
          }
        } else if (message instanceof AtBarrier barrier) {
          if (barrier.savepoint()) {
            order.isSavepoint(barrier.id());
          }
          job.committerSnapshot(
              this,
              barrier.id(),
              pending.values().stream()
                  .flatMap(List::stream)
                  .map(CommitAttempts::restored)
                  .toList());
        } else if (message instanceof Prepared prepared) {
          order.belongsTo(prepared.checkpoint());
        } else if (message instanceof Aborted aborted) {
          order.aborted(aborted.id());
        } else if (message instanceof Completed complete) {
          order.completed(complete.id());
          completed = Math.max(completed, complete.id());
          while (!pending.isEmpty() && pending.firstKey() <= completed) {
            attempts.call(pending.firstEntry().getValue());
            pending.pollFirstEntry();
          }
          job.committed(this, completed);
        }
      }
    } catch (IOException e) {
      job.failed(slot, e);
    }
  }

  private static void add(
      Map<Long, List<Committable>> pending, long checkpoint, Committable committable) {
    pending.computeIfAbsent(checkpoint, c -> new ArrayList<>()).add(committable);
  }
}
