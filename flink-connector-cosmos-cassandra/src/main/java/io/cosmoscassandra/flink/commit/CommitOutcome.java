package io.cosmoscassandra.flink.commit;

import org.apache.flink.annotation.Internal;

/** How a commit ended that did not fail. */
@Internal
public enum CommitOutcome {
  /** This commit brought the transaction into the target. */
  COMMITTED,

  /** The transaction was in the target before. */
  ALREADY_COMMITTED,

  /** The transaction was given up, as the user has decided for such a case. */
  SKIPPED
}
