package io.cosmoscassandra.embedded.cosmos;

/** What an account grants to all its readers; decides at which levels they may ask. */
public enum AccountConsistency {
  STRONG,
  SESSION;

  boolean allowsReadsAt(Level level) {
    return switch (level) {
      case ANY, EACH_QUORUM -> false;
      case ONE, LOCAL_ONE -> true;
      case TWO, THREE, QUORUM, ALL, LOCAL_QUORUM, SERIAL, LOCAL_SERIAL -> this == STRONG;
    };
  }
}
