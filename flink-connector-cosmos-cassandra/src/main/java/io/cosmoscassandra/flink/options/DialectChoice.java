package io.cosmoscassandra.flink.options;

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;

/** The values of option {@code dialect}. */
@PublicEvolving
public enum DialectChoice {
  /** Decided by the host names. */
  AUTO,
  /** Apache Cassandra. */
  CASSANDRA,
  /** Azure Cosmos DB for Apache Cassandra. */
  COSMOS;

  /** As it is written in option {@code dialect}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
