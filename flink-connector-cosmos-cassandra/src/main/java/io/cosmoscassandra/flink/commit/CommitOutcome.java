package io.cosmoscassandra.flink.commit;

import org.apache.flink.annotation.Internal;

/** Outcome of a commit that did not fail. */
@Internal
public enum CommitOutcome {
  /** This commit applied the transaction to the target. */
  COMMITTED,

  /** The transaction was in the target already. */
  ALREADY_COMMITTED,

  /** The transaction was given up, as the user has configured. */
  SKIPPED
}
