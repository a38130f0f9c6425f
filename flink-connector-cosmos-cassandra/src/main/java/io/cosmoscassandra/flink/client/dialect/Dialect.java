package io.cosmoscassandra.flink.client.dialect;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.options.DialectChoice;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import org.apache.flink.annotation.Internal;

/**
 * The defaults and capabilities of one kind of server; nothing else in the connector knows kinds.
 */
@Internal
public sealed interface Dialect extends Serializable permits CassandraDialect, CosmosDialect {

  /**
   * The dialect that option {@code dialect} chooses.
   *
   * @param hosts the contact points, whose names decide for {@link DialectChoice#AUTO}
   * @throws IllegalArgumentException if some of the hosts are Azure Cosmos DB accounts and some not
   */
  static Dialect of(DialectChoice choice, List<HostAndPort> hosts) {
    return switch (choice) {
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

  /** The name by which option {@code dialect} chooses it. */
  String name();

  int defaultPort();

  boolean tlsByDefault();

  /** Connections to each node. */
  int poolSize();

  /** Requests that may be in flight on one of those connections. */
  int maxRequestsPerConnection();

  /** Whether the driver can compute replicas; without it there is no grouping by replica set. */
  boolean tokenMap();

  /** The protocol version to insist on; empty where it is negotiated. */
  Optional<String> protocolVersion();

  /** How long the driver waits for an answer. */
  Duration requestTimeout();

  /** How long opening a connection, log-in included, may take. */
  Duration connectionTimeout();

  /** After how much silence a connection is probed. */
  Duration heartbeatInterval();

  /** How lost nodes are sought again. */
  Reconnection reconnection();

  /** Whether several rows in one unlogged batch cost the server less than one by one. */
  boolean supportsBatches();

  /**
   * Whether the server grants so many requests for every second and refuses the rest, rather than
   * getting slower.
   */
  boolean rationsRequests();

  /** Whether what is written is paid for by its size, rather than with the server's time. */
  boolean chargesForBytes();

  /** Requests one writer keeps in flight unless told otherwise. */
  int maxInFlightRequests();

  /** The largest row the server takes, if it has such a limit. */
  OptionalInt maxRowBytes();

  /** The longest partition key the server takes. */
  int maxPartitionKeyBytes();

  /** The level of row writes and of the committer table unless told otherwise. */
  DefaultConsistencyLevel defaultConsistency();

  /** The levels at which row writes are possible at all. */
  Set<DefaultConsistencyLevel> writeConsistencies();

  /** The levels at which the committer table keeps its promises. */
  Set<DefaultConsistencyLevel> committerConsistencies();

  /** The {@code gc_grace_seconds} with which committer tables are created. */
  int committerGcGraceSeconds();

  /** The properties that suit a table of chunks, which live for minutes, as CQL has them. */
  SortedMap<String, String> chunkTableOptions();

  /** Whether a committed chunk is deleted, rather than left to expire. */
  boolean deletesChunks();

  /** Whether each column of a row keeps its own write time on any table. */
  boolean cellTimestamps();

  /**
   * Whether names of contact points are looked up once and every address is used, rather than anew
   * for each connection.
   */
  boolean resolvesContactPoints();

  /** The user to log in as if only a password is given. */
  Optional<String> defaultUsername(List<HostAndPort> hosts);

  /**
   * The name that a node's certificate must carry, where it is not the node's own.
   *
   * @param node the host name or address under which the node is being contacted
   */
  Optional<String> certificateName(List<HostAndPort> hosts, String node);
}
