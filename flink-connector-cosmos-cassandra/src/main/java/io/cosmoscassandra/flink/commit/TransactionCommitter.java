package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.mutation.Environment;
import java.io.IOException;
import org.apache.flink.annotation.Internal;

/** Brings transactions into the target. */
@Internal
public final class TransactionCommitter implements AutoCloseable {

  public TransactionCommitter(
      CommitSettings settings,
      CommitterTables tables,
      ApplierFactory appliers,
      long schemaFingerprint,
      CommitBrake brake,
      CommitMetrics metrics,
      Environment environment) {}

  /**
   * Brings a transaction into the target, unless it is there already.
   *
   * @throws IOException if it can't be done now; nothing is lost, and the next attempt goes on
   */
  public Outcome commit(Committable committable) throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
