package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.mutation.Environment;
import java.util.function.DoubleSupplier;
import org.apache.flink.annotation.Internal;

/** The committer's tables. */
@Internal
public final class CommitterTables implements AutoCloseable {

  public CommitterTables(
      CommitterStore store,
      CommitSettings settings,
      Environment environment,
      CommitMetrics metrics,
      DoubleSupplier jitter) {}

  @Override
  public void close() {}
}
