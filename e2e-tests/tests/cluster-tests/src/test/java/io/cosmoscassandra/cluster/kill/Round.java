package io.cosmoscassandra.cluster.kill;

import io.cosmoscassandra.cluster.Submission;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.ServerProcess;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import io.cosmoscassandra.embedded.flink.FlinkRest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** One job from its submission to its end, and something terrible in between. */
final class Round {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int LONGEST_WAIT_MILLIS = 2_000;
  private static final int LONGEST_COMMIT_MILLIS = 80;

  private final SplittableRandom random;
  private final Kill kill;
  private final FlinkCluster flink;
  private final CassandraNode cassandra;
  private final TargetTable table;
  private final String script;
  private final List<Submission> submissions = new CopyOnWriteArrayList<>();
  private String note = "";

  Round(long seed, FlinkCluster flink, CassandraNode cassandra, TargetTable table, BoundedJob job) {
    this.random = new SplittableRandom(seed);
    this.kill = Kill.ofSeed(seed);
    this.flink = flink;
    this.cassandra = cassandra;
    this.table = table;
    String hosts = "127.0.0.1:" + cassandra.contactPoint().getPort();
    this.script = job.script(hosts, table.keyspace());
  }

  /** Returns what was seen on the way, when the job has finished. */
  Watch play() {
    submit("");
    try (Watch watch = new Watch(table, this::checkpointsOfAllJobs, this::hasEnded)) {
      awaitCheckpointAfter(Instant.MIN);
      pause(random.nextInt(LONGEST_WAIT_MILLIS));
      switch (kill) {
        case TASK_MANAGER -> killTaskManager();
        case TASK_MANAGER_IN_COMMIT -> killTaskManagerInCommit();
        case JOB_MANAGER -> killJobManager();
        case CASSANDRA -> killCassandra();
        case ZOMBIE -> pauseTaskManager();
      }
      job().awaitEnd(PATIENCE);
      return watch;
    }
  }

  @Override
  public String toString() {
    return kill + note;
  }

  private Submission job() {
    return submissions.get(submissions.size() - 1);
  }

  private boolean hasEnded() {
    return job().state().equals("FINISHED");
  }

  private void submit(String settings) {
    submissions.add(Submission.of(flink, settings + script));
  }

  private void killTaskManager() {
    flink.killTaskManager(busyTaskManager());
    String unused = flink.startTaskManager();
  }

  private void killTaskManagerInCommit() {
    String busy = busyTaskManager();
    awaitCheckpointAfter(newestCheckpoint().completed());
    pause(random.nextInt(LONGEST_COMMIT_MILLIS));
    flink.killTaskManager(busy);
    note = ", %d chunks were pending".formatted(table.stagedChunks());
    String unused = flink.startTaskManager();
  }

  private void killJobManager() {
    flink.jobManager().kill();
    Checkpoints.Completed last = newestCheckpoint();
    note = ", from " + last.path().getFileName();
    flink.startJobManager();
    flink.awaitTaskManagers();
    submit("SET 'execution.state-recovery.path' = '%s';%n".formatted(last.path().toUri()));
  }

  private void killCassandra() {
    cassandra.kill();
    pause(random.nextInt(LONGEST_WAIT_MILLIS));
    cassandra.restart();
  }

  /** What it had in hand it sends when it goes on, while others do its work already. */
  private void pauseTaskManager() {
    String busy = busyTaskManager();
    ServerProcess process = flink.taskManagers().get(busy);
    process.pause();
    try {
      Await.until(
          () -> flink.rest().restorations(job().id()) > 0,
          PATIENCE,
          () -> "the paused task manager was not missed");
      awaitCheckpointAfter(Instant.now());
      pause(random.nextInt(1_000));
    } finally {
      process.resume();
    }
  }

  /** One that runs a part of the job. */
  private String busyTaskManager() {
    return flink.rest().taskManagers().stream()
        .filter(each -> flink.taskManagers().containsKey(each.id()))
        .filter(each -> each.freeSlots() < each.slots())
        .map(FlinkRest.TaskManager::id)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no task manager runs the job"));
  }

  private Stream<Checkpoints.Completed> checkpoints() {
    return submissions.stream()
        .flatMap(job -> new Checkpoints(flink.checkpoints().resolve(job.id())).newest().stream());
  }

  /**
   * A job may have completed checkpoints before the SQL client has told which job it is; those of
   * earlier rounds are older than anything of this one.
   */
  private Stream<Checkpoints.Completed> checkpointsOfAllJobs() {
    try (Stream<Path> jobs = Files.list(flink.checkpoints())) {
      return jobs.toList().stream().flatMap(job -> new Checkpoints(job).newest().stream());
    } catch (NoSuchFileException none) {
      return Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Checkpoints.Completed newestCheckpoint() {
    return checkpoints()
        .max(Checkpoints.Completed::compareTo)
        .orElseThrow(() -> new IllegalStateException("there is no checkpoint"));
  }

  private void awaitCheckpointAfter(Instant time) {
    Await.until(
        () -> hasEnded() || checkpoints().anyMatch(each -> each.completed().isAfter(time)),
        PATIENCE,
        () -> "no checkpoint was completed after " + time + ", the job is " + job().state());
  }

  /** Not to wait for something, but to do something at another moment every time. */
  private static void pause(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
