package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.mutation.Environment;
import io.cosmoscassandra.flink.mutation.Mutation;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/** Stages the epochs of one run. */
@Internal
public final class TransactionWriter {

  public TransactionWriter(
      WriterRun run,
      CommitSettings settings,
      CommitterTables tables,
      CommitBrake brake,
      CommitMetrics metrics,
      Environment environment) {}

  /** Takes a mutation; waits while too much is being staged. */
  public void write(Mutation mutation) throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  /** Promises what was written since the last call, if anything was. */
  public Optional<Committable> prepare() throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }
}
