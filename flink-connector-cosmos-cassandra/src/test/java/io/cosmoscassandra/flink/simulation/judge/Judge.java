package io.cosmoscassandra.flink.simulation.judge;

import io.cosmoscassandra.flink.commit.CommitOutcome;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.simulation.scenario.Incident;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.scenario.SourceLog;
import io.cosmoscassandra.flink.simulation.world.Slot;
import io.cosmoscassandra.flink.simulation.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Checks the invariants at every commit, and the tables at the end. */
public final class Judge {

  /** Largest disagreement of two clocks about an expiry. */
  private static final long EXPIRY_SLACK_SECONDS = 200;

  private static final int MAX_FAILURES = 80;

  private final Scenario scenario;
  private final SourceLog log;
  private final Ledger ledger;
  private final Findings findings;
  private final World world;
  private final Set<TransactionId> committed = new LinkedHashSet<>();

  /** Transactions whose chunks should have been deleted by the end. */
  private final Set<TransactionId> tidied = new LinkedHashSet<>();

  /** Transactions whose deletions of chunks were all lost on the way. */
  private final Set<TransactionId> unlucky = new HashSet<>();

  private final Map<Subtask, Committable> committedLast = new HashMap<>();
  private long leftBranch;
  private int failures;
  private boolean lost;
  private boolean finished;

  /** A subtask of one submission of the job. */
  private record Subtask(UUID group, int index) {
    private Subtask(Committable committable) {
      this(committable.group(), committable.subtask());
    }
  }

  /** A judge of one simulation. */
  public Judge(Scenario scenario, SourceLog log, Ledger ledger, Findings findings, World world) {
    this.scenario = scenario;
    this.log = log;
    this.ledger = ledger;
    this.findings = findings;
    this.world = world;
  }

  /**
   * Notes that a job is submitted anew.
   *
   * @param checkpoint the checkpoint that is restored
   * @param left whether it is a branch that was left when the job failed
   */
  public void restored(long checkpoint, boolean left) {
    leftBranch = left ? checkpoint : 0;
  }

  /**
   * Notes a commit that did not fail.
   *
   * @param restored the checkpoint that the committer was restored from
   */
  public void committed(Slot slot, Committable committable, CommitOutcome outcome, long restored) {
    switch (outcome) {
      case COMMITTED -> {
        checkBranch(committable, restored);
        note(slot, committable.transaction());
      }
      case ALREADY_COMMITTED -> {}
      case SKIPPED -> {
        if (!hasLostRows(committable) && leftBranch == 0) {
          findings.violated("I2: " + committable + " was skipped, and is not lost");
        } else {
          lose();
        }
      }
    }
  }

  /** A transaction of a branch that was left must not be committed beside later ones unnoticed. */
  private void checkBranch(Committable committable, long restored) {
    Committable latest = committedLast.get(new Subtask(committable));
    if (restored > 0
        && restored == leftBranch
        && committable.checkpoint() <= restored
        && latest != null
        && latest.attempt() > committable.attempt()
        && checkpoint(latest) > restored) {
      findings.violated(
          "I3: %s of a branch that was left is committed though %s was"
              .formatted(committable, latest));
    }
    committedLast.merge(
        new Subtask(committable),
        committable,
        (a, b) ->
            a.attempt() > b.attempt()
                    || (a.attempt() == b.attempt() && checkpoint(a) > checkpoint(b))
                ? a
                : b);
  }

  /** What was prepared when the input had ended belongs to no checkpoint, and comes last. */
  private static long checkpoint(Committable committable) {
    return committable.checkpoint() == 0 ? Long.MAX_VALUE : committable.checkpoint();
  }

  private void note(Slot slot, TransactionId transaction) {
    committed.add(transaction);
    if (!slot.process().wasFrozen()) {
      tidied.add(transaction);
    }
  }

  /** Notes a failed commit, which must not be reported as final unless the data has expired. */
  public void commitFailed(Committable committable, Exception error) {
    String message = String.valueOf(error.getMessage());
    if (!message.contains("cannot be committed")) {
      return;
    }
    if (message.contains("branch that was left") && leftBranch > 0) {
      lose();
    } else if (hasLostRows(committable)) {
      lose();
    } else {
      findings.violated("I2: reported as lost, but is not: " + message);
    }
  }

  public void deletionSent(TransactionId transaction) {
    unlucky.add(transaction);
  }

  public void deletionServed(TransactionId transaction) {
    unlucky.remove(transaction);
  }

  /** Notes the failure of a task. */
  public void countFailure(Exception error) {
    if (++failures > MAX_FAILURES) {
      findings.violated("I2: the job fails again and again: " + error);
    }
  }

  public boolean isFinished() {
    return finished;
  }

  /** Whether the sink has rightly reported that a transaction cannot be committed any more. */
  public boolean isLost() {
    return lost;
  }

  /** Compares the table with the whole input. */
  public void compareAtTheEnd(Set<TransactionId> lineage) {
    int[][] all = new int[scenario.sinks()][scenario.partitions()];
    for (int sink = 0; sink < all.length; sink++) {
      for (int partition = 0; partition < all[sink].length; partition++) {
        all[sink][partition] = log.of(sink, partition).size();
      }
    }
    compare(all, lineage, "at the end");
  }

  /** Compares the table with all changes up to these positions, and no others. */
  public void compare(int[][] positions, Set<TransactionId> lineage, String when) {
    Optional<String> difference =
        scenario.input().isUnkeyed()
            ? new SpreadExpectation(log, scenario, ledger, lineage)
                .difference(positions, world.table(), world.seconds())
            : new Expectation(log, scenario, ledger, lineage)
                .difference(positions, world.table(), world.seconds());
    difference.ifPresent(d -> findings.violated(d + " " + when));
  }

  /** I7: the committer tables hold no committed chunks, unless they were unavailable. */
  public void checkTidiness() {
    if (scenario.has(Incident.Kind.COMMITTER_TABLES_DOWN) || !scenario.deletesChunks()) {
      return;
    }
    for (TransactionId transaction : tidied) {
      if (!unlucky.contains(transaction)
          && !world.rows().chunksOf(transaction, world.seconds()).isEmpty()) {
        findings.violated("I7: " + transaction + " is committed, and its chunks are there");
      }
    }
  }

  /** I7: everything that the sink leaves behind expires. */
  public void checkTtl(String what, Duration ttl, Duration most) {
    if (ttl.isZero() || ttl.isNegative() || ttl.compareTo(most) > 0) {
      findings.violated("I7: %s is written with a time to live of %s".formatted(what, ttl));
    }
  }

  public void finish() {
    finished = true;
    world.scheduler().stop();
  }

  /** Whether the rows of a transaction have expired before it was committed. */
  private boolean hasLostRows(Committable committable) {
    return isExpired(committable) && !committed.contains(committable.transaction());
  }

  private boolean isExpired(Committable committable) {
    return ledger.preparedAtSeconds(committable.transaction())
            + Scenario.RETENTION.toSeconds()
            - EXPIRY_SLACK_SECONDS
        < world.seconds();
  }

  private void lose() {
    lost = true;
    world.scheduler().stop();
  }
}
