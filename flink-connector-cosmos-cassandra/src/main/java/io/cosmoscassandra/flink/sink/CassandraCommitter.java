package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.commit.CheckpointOrder;
import io.cosmoscassandra.flink.commit.CommitOutcome;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.Lease;
import io.cosmoscassandra.flink.commit.TransactionCommitter;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.sink2.Committer;

/**
 * Commits what Flink hands it, and tells Flink what was committed already.
 *
 * <p>What Flink does, and this rests on: it calls at least once for every transaction of a
 * completed checkpoint, with ascending checkpoints, and again after every restore. Whatever goes
 * wrong is thrown: Flink restarts the job, and calls once more. The waiting between attempts
 * happens below, since Flink's own retries follow each other within milliseconds.
 */
final class CassandraCommitter implements Committer<Committable> {

  /** Opens what a commit needs; done by the first commit, since most sinks start without one. */
  @FunctionalInterface
  interface Opening {
    OpenCommitter open() throws IOException, InterruptedException;
  }

  /** What a commit needs, and what to close afterwards. */
  record OpenCommitter(TransactionCommitter transactions, AutoCloseable resources) {}

  private final Opening opening;
  private final Lease<CheckpointOrder> order;
  @Nullable private OpenCommitter open;

  CassandraCommitter(Opening opening, Lease<CheckpointOrder> order) {
    this.opening = opening;
    this.order = order;
  }

  @Override
  public void commit(Collection<CommitRequest<Committable>> requests)
      throws IOException, InterruptedException {
    // The writer need not wait until the commit is done.
    requests.forEach(request -> order.get().completed(request.getCommittable().checkpoint()));
    for (CommitRequest<Committable> request : oldestFirst(requests)) {
      if (open == null) {
        open = opening.open();
      }
      if (open.transactions().commit(request.getCommittable()) != CommitOutcome.COMMITTED) {
        request.signalAlreadyCommitted();
      }
    }
  }

  private static List<CommitRequest<Committable>> oldestFirst(
      Collection<CommitRequest<Committable>> requests) {
    return requests.stream()
        .sorted(Comparator.comparing(CommitRequest::getCommittable, Committable.OLDEST_FIRST))
        .toList();
  }

  @Override
  public void close() throws Exception {
    order.close();
    if (open != null) {
      try (AutoCloseable resources = open.resources()) {
        open.transactions().close();
      }
    }
  }
}
