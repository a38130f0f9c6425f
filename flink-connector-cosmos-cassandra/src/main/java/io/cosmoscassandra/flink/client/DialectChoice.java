package io.cosmoscassandra.flink.client;

import java.util.List;
import java.util.Locale;
import org.apache.flink.annotation.Internal;
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

  /**
   * The dialect meant.
   *
   * @param hosts what {@link #AUTO} goes by
   * @return that of the name, or of the hosts
   * @throws IllegalArgumentException if the host names of {@link #AUTO} contradict one another
   */
  @Internal
  public Dialect resolve(List<HostAndPort> hosts) {
    return switch (this) {
      case CASSANDRA -> new CassandraDialect();
      case COSMOS -> new CosmosDialect();
      case AUTO -> byHosts(hosts);
    };
  }

  private static Dialect byHosts(List<HostAndPort> hosts) {
    long accounts = hosts.stream().filter(h -> CosmosHost.of(h.host()).isPresent()).count();
    if (accounts == 0) {
      return new CassandraDialect();
    }
    if (accounts < hosts.size()) {
      throw new IllegalArgumentException(
          "hosts: some are Azure Cosmos DB accounts and some are not; keep one kind, or say with"
              + " 'dialect' which it is");
    }
    return new CosmosDialect();
  }

  /** As it is written in option {@code dialect}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
