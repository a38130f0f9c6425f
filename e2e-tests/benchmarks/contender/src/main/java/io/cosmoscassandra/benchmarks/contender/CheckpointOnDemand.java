package io.cosmoscassandra.benchmarks.contender;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks Flink for a checkpoint as soon as the last row is on its way. Flink ends a job with a
 * checkpoint, for which it waits until the next one is due: idle time that would count as the
 * contender's.
 *
 * <p>With the setting {@code halt} the process dies instead, without any farewell, as soon as all
 * rows but the slow ones are in a checkpoint: promised, but not yet committed.
 */
public final class CheckpointOnDemand implements AutoCloseable {

  /** The setting that lets the process die. */
  public static final String HALT = "halt";

  private static final int EXIT_CODE_OF_A_KILL = 137;

  private final Run run;
  private final Supplier<CompletableFuture<String>> trigger;
  private final Thread thread = new Thread(this::watch, "checkpoint-on-demand");
  private volatile long firstCompleted;

  private CheckpointOnDemand(Run run, Supplier<CompletableFuture<String>> trigger) {
    this.run = run;
    this.trigger = trigger;
  }

  /** Begins to watch a job, which is asked for a checkpoint by the trigger. */
  public static CheckpointOnDemand watch(Run run, Supplier<CompletableFuture<String>> trigger) {
    CheckpointOnDemand watch = new CheckpointOnDemand(run, trigger);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** Adds to the answer how long the commit took that came last, called when the job has ended. */
  public void note() {
    if (firstCompleted != 0) {
      run.note("commitSeconds", (System.nanoTime() - firstCompleted) / 1e9);
    }
  }

  private void watch() {
    boolean halt = run.setting(HALT, "").equals("true");
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(5);
        if (halt && run.feed().isSlow()) {
          Optional<String> path = checkpoint();
          if (path.isPresent()) {
            run.tell("checkpoint", path.get());
            Runtime.getRuntime().halt(EXIT_CODE_OF_A_KILL);
          }
        }
        if (run.feed().isExhausted() && checkpoint().isPresent() && firstCompleted == 0) {
          firstCompleted = System.nanoTime();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** While tasks are ending Flink refuses; one more try a moment later is not refused. */
  private Optional<String> checkpoint() throws InterruptedException {
    try {
      return Optional.of(trigger.get().get());
    } catch (ExecutionException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
