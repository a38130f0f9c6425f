package io.cosmoscassandra.flink.simulation.judge;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.simulation.scenario.SourceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/**
 * Records, for every cell in the table, the change it comes from and each time it was processed.
 */
public final class Ledger {

  private final Findings findings;
  private final List<Processing> processings = new ArrayList<>();
  private final Map<SourceRow, List<Processing>> ofRow = new HashMap<>();
  private final Map<TransactionId, Epoch> epochs = new HashMap<>();
  private final Map<TransactionId, Committable> released = new LinkedHashMap<>();
  private final Map<WriteId, Committable> writes = new HashMap<>();
  private int completedCheckpoints;

  private record WriteId(int key, long timestamp) {}

  /** One pass of a change through a writer. */
  record Processing(long id, SourceRow row, Epoch epoch) {}

  public Ledger(Findings findings) {
    this.findings = findings;
  }

  /** Notes that a writer takes a change; returns the value for its cells. */
  public long taken(SourceRow row, Epoch epoch) {
    Processing processing = new Processing(processings.size(), row, epoch);
    processings.add(processing);
    epoch.add(processing.id());
    ofRow.computeIfAbsent(row, r -> new ArrayList<>(2)).add(processing);
    return processing.id();
  }

  public void prepared(Committable committable, Epoch epoch) {
    epoch.promised(committable.transaction());
    if (epochs.put(committable.transaction(), epoch) != null) {
      findings.violated("I6: two epochs are known as " + committable.transaction());
    }
  }

  long preparedAtSeconds(TransactionId transaction) {
    return epochs.get(transaction).preparedAtSeconds();
  }

  /** The sink that a transaction belongs to. */
  public int sink(TransactionId transaction) {
    return row(epochs.get(transaction).anyWrite()).sink();
  }

  /**
   * Notes that a checkpoint has completed or was restored, before its transactions are released.
   */
  public void checkpointCompleted() {
    completedCheckpoints++;
  }

  /** Notes that the checkpoint of a transaction has completed. */
  public void released(Committable committable) {
    released(committable, false);
  }

  /**
   * Notes that the checkpoint of a transaction has completed.
   *
   * @param savepoint whether it is a savepoint, whose rows are committed with the next checkpoint
   */
  public void released(Committable committable, boolean savepoint) {
    released.put(committable.transaction(), committable);
    epochs.get(committable.transaction()).release(completedCheckpoints + (savepoint ? 1 : 0));
  }

  /** The transactions of all completed checkpoints. */
  public Collection<Committable> released() {
    return released.values();
  }

  /** Notes that a cell reaches the target table, which is allowed once its checkpoint completed. */
  public void shown(long id) {
    Processing processing = processings.get((int) id);
    if (!processing.epoch().isReleased()) {
      findings.violated("I1: " + processing + " is visible before its checkpoint has completed");
    }
  }

  /** Notes a write, whose timestamp must belong to a completed checkpoint and to one effect. */
  public void written(long timestamp, int key, @Nullable Committable transaction) {
    boolean promised = released.values().stream().anyMatch(c -> owns(c, timestamp));
    if (!promised) {
      findings.violated("I1: a write at " + timestamp + " belongs to no completed checkpoint");
    }
    if (transaction != null) {
      Committable other = writes.putIfAbsent(new WriteId(key, timestamp), transaction);
      if (other != null && !other.transaction().equals(transaction.transaction())) {
        findings.violated(
            "I3: two effects of row %d have timestamp %d, one of %s and one of %s"
                .formatted(key, timestamp, other, transaction));
      }
    }
  }

  private static boolean owns(Committable committable, long timestamp) {
    long distance = timestamp - committable.base();
    return distance >= 0
        && distance % committable.stride() == 0
        && distance / committable.stride() < committable.effects();
  }

  SourceRow row(long id) {
    return processings.get((int) id).row();
  }

  /** The passes of a change through a writer whose rows may be in the target table. */
  Stream<Processing> releasedProcessings(SourceRow row) {
    return ofRow.getOrDefault(row, List.of()).stream().filter(p -> p.epoch().isReleased());
  }
}
