package io.cosmoscassandra.benchmarks.contender;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
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

  /** Flink refuses while tasks are ending, and not a moment later. */
  private static final int MILLIS_BETWEEN_QUESTIONS = 5;

  private final Run run;
  private final Supplier<CompletionStage<String>> trigger;

  /** Drops what comes after it is closed. */
  private final ExecutorService executor =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          CheckpointOnDemand::thread,
          new ThreadPoolExecutor.DiscardPolicy());

  private volatile long firstCompleted;

  private CheckpointOnDemand(Run run, Supplier<CompletionStage<String>> trigger) {
    this.run = run;
    this.trigger = trigger;
  }

  /** Begins to watch a job, which is asked for a checkpoint by the trigger. */
  public static CheckpointOnDemand watch(Run run, Supplier<CompletionStage<String>> trigger) {
    CheckpointOnDemand watch = new CheckpointOnDemand(run, trigger);
    // Not on the generator's thread, without which no checkpoint could be made.
    if (run.setting(HALT, "").equals("true")) {
      run.feed().slow().thenRunAsync(watch::checkpointAndHalt, watch.executor);
    }
    run.feed().exhausted().thenRunAsync(watch::checkpoint, watch.executor);
    return watch;
  }

  /** Adds to the answer how long the commit took that came last, called when the job has ended. */
  public void note() {
    if (firstCompleted != 0) {
      run.note("commitSeconds", (System.nanoTime() - firstCompleted) / 1e9);
    }
  }

  /** The one that ends the job may be a later one, so there is another after each. */
  private void checkpoint() {
    trigger
        .get()
        .whenComplete(
            (path, refusal) -> {
              if (refusal == null && firstCompleted == 0) {
                firstCompleted = System.nanoTime();
              }
              later(this::checkpoint);
            });
  }

  private void checkpointAndHalt() {
    trigger
        .get()
        .whenComplete(
            (path, refusal) -> {
              if (refusal == null) {
                run.tell("checkpoint", path);
                Runtime.getRuntime().halt(EXIT_CODE_OF_A_KILL);
              }
              later(this::checkpointAndHalt);
            });
  }

  private void later(Runnable question) {
    CompletableFuture.delayedExecutor(MILLIS_BETWEEN_QUESTIONS, TimeUnit.MILLISECONDS, executor)
        .execute(question);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "checkpoint-on-demand");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
