package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.write.Applier;
import java.io.IOException;
import org.apache.flink.annotation.Internal;

/** Makes the applier that brings committed mutations into the target. */
@Internal
@FunctionalInterface
public interface ApplierFactory {

  /**
   * A new applier for rows that were promised already: one that waits for schema and permissions.
   */
  Applier create() throws IOException, InterruptedException;
}
