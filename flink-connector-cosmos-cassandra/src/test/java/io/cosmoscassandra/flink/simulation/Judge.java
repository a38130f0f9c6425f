package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.Outcome;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Watches commits, and looks at the table in the end. */
final class Judge {

  /** Two clocks may disagree by so much about when something expires. */
  private static final long EXPIRY_SLACK_SECONDS = 200;

  private static final int MAX_FAILURES = 80;

  private final World world;
  private final Set<TransactionId> committed = new LinkedHashSet<>();

  /** Those whose chunks had all the time they need to be deleted. */
  private final Set<TransactionId> tidied = new LinkedHashSet<>();

  /** Those whose chunks were to be deleted, and the deletions were all lost on the way. */
  private final Set<TransactionId> unlucky = new HashSet<>();

  private int failures;
  private boolean lost;
  private boolean finished;

  Judge(World world) {
    this.world = world;
  }

  void committed(Slot slot, Committable committable, Outcome outcome) {
    switch (outcome) {
      case COMMITTED -> note(slot, committable.transaction());
      case ALREADY_COMMITTED -> {}
      case SKIPPED -> {
        if (!isExpired(committable)) {
          world.findings().violated("I2: " + committable + " was skipped, and is not lost");
        } else {
          lose();
        }
      }
    }
  }

  private void note(Slot slot, TransactionId transaction) {
    committed.add(transaction);
    if (!slot.process().wasFrozen()) {
      tidied.add(transaction);
    }
  }

  /** A commit has failed: that is fine as long as it is not said to be for good. */
  void refused(Committable committable, Exception error) {
    String message = String.valueOf(error.getMessage());
    if (!message.contains("can't be committed")) {
      return;
    }
    if (isExpired(committable) && !committed.contains(committable.transaction())) {
      lose();
    } else {
      world.findings().violated("I2: said to be lost, and is not: " + message);
    }
  }

  void deletionSent(TransactionId transaction) {
    unlucky.add(transaction);
  }

  void deletionServed(TransactionId transaction) {
    unlucky.remove(transaction);
  }

  /** A task has failed. */
  void countFailure(Exception error) {
    if (++failures > MAX_FAILURES) {
      world.findings().violated("I2: the job fails again and again: " + error);
    }
  }

  boolean isFinished() {
    return finished;
  }

  /** Whether the job was rightly told that something has expired uncommitted. */
  boolean isLost() {
    return lost;
  }

  /** All input is committed, and all is quiet. */
  void compareAtTheEnd(Set<TransactionId> lineage) {
    int[][] all = new int[world.scenario().sinks()][world.scenario().partitions()];
    for (int sink = 0; sink < all.length; sink++) {
      for (int partition = 0; partition < all[sink].length; partition++) {
        all[sink][partition] = world.log().of(sink, partition).size();
      }
    }
    compare(all, lineage, "at the end");
  }

  /** The table has to hold all changes up to these positions, and no others. */
  void compare(int[][] positions, Set<TransactionId> lineage, String when) {
    Optional<String> difference =
        new Expectation(world.log(), world.scenario(), world.ledger(), lineage)
            .difference(positions, world.table(), world.seconds());
    difference.ifPresent(d -> world.findings().violated(d + " " + when));
  }

  /** I7: what is committed is gone from the committer's tables, unless they were out of reach. */
  void checkTidiness() {
    if (world.scenario().has(Incident.Kind.COMMITTER_TABLES_DOWN)) {
      return;
    }
    for (TransactionId transaction : tidied) {
      if (!unlucky.contains(transaction)
          && !world.rows().chunksOf(transaction, world.seconds()).isEmpty()) {
        world.findings().violated("I7: " + transaction + " is committed, and its chunks are there");
      }
    }
  }

  void finish() {
    finished = true;
    world.scheduler().stop();
  }

  private boolean isExpired(Committable committable) {
    return world.ledger().preparedAtSeconds(committable.transaction())
            + World.RETENTION.toSeconds()
            - EXPIRY_SLACK_SECONDS
        < world.seconds();
  }

  private void lose() {
    lost = true;
    world.scheduler().stop();
  }
}
