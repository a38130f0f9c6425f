package io.cosmoscassandra.flink.source.enumerator;

import io.cosmoscassandra.flink.source.split.CassandraSplit;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * The enumerator's part of a checkpoint.
 *
 * @param planned whether the table has been divided, which happens once in the life of a job
 * @param remaining the splits that no reader has
 */
@Internal
public record EnumeratorState(boolean planned, List<CassandraSplit> remaining) {

  /** The state of a job that has just begun. */
  public static final EnumeratorState NEW = new EnumeratorState(false, List.of());

  public EnumeratorState {
    remaining = List.copyOf(remaining);
  }
}
