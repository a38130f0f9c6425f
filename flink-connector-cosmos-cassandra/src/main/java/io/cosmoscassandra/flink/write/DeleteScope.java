package io.cosmoscassandra.flink.write;

import org.apache.flink.annotation.Internal;

/** What a delete takes, and so what it leaves of the writes of the row before it. */
@Internal
public enum DeleteScope {
  /** The whole row. */
  ROW,

  /** The columns that the sink writes. The key stays, if it was there. */
  COLUMNS;

  /**
   * Whether nothing of an earlier mutation of the same key would be left once a later one is
   * applied, so that the earlier one need not be applied at all.
   */
  public boolean replaces(Mutation later, Mutation earlier) {
    boolean leavesKey = this == COLUMNS && later instanceof Delete && earlier instanceof Upsert;
    return !leavesKey && later.replaces(earlier);
  }
}
