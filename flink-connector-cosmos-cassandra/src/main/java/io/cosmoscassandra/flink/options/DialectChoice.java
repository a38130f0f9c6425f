package io.cosmoscassandra.flink.options;

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;

/** Kind of server, as the user selects it. */
@PublicEvolving
public enum DialectChoice {
  /** Detected from the host names. */
  AUTO,
  /** Apache Cassandra. */
  CASSANDRA,
  /** Azure Cosmos DB for Apache Cassandra. */
  COSMOS;

  /** The value in option {@code dialect}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
