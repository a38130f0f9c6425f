package io.cosmoscassandra.flink.client.dialect;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

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

/** Defaults and capabilities of one kind of server. No other class distinguishes servers. */
@Internal
public sealed interface Dialect extends Serializable permits CassandraDialect, CosmosDialect {

  /**
   * The dialect that option {@code dialect} selects.
   *
   * @param hosts the contact points, from whose names {@link DialectChoice#AUTO} detects it
   * @throws IllegalArgumentException if only some of the hosts are Azure Cosmos DB accounts
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
          "Option '%s' mixes Azure Cosmos DB accounts with other servers. Keep one kind, or set '%s'."
              .formatted(HOSTS.key(), DIALECT.key()));
    }
    return new CosmosDialect();
  }

  /** The name of the dialect in option {@code dialect}. */
  String name();

  int defaultPort();

  boolean tlsByDefault();

  /** The number of connections to each node. */
  int poolSize();

  /** The number of requests that may be in flight on one of these connections. */
  int maxRequestsPerConnection();

  /** Whether the driver can compute replicas, which grouping by replica set requires. */
  boolean tokenMap();

  /** The protocol version to use; empty to negotiate it. */
  Optional<String> protocolVersion();

  /** How long the driver waits for the response to a request. */
  Duration requestTimeout();

  /** How long opening a connection may take, including the login. */
  Duration connectionTimeout();

  /** The time without traffic after which a connection is probed. */
  Duration heartbeatInterval();

  /** The delays between attempts to reconnect to a lost node. */
  Reconnection reconnection();

  /** Whether rows in an unlogged batch cost the server less than single rows. */
  boolean supportsBatches();

  /**
   * Whether the server grants a fixed throughput per second and rejects requests beyond it, instead
   * of slowing down.
   */
  boolean rationsRequests();

  /** Whether the cost of a write depends on its size, so that compressing it saves cost. */
  boolean chargesForBytes();

  /** Whether the server computes counts, minima and maxima of many rows. */
  boolean computesAggregates();

  /** Whether a query may select single fields of a user-defined type. */
  boolean selectsFields();

  /** Whether queries may use indexes of the server. */
  boolean usesIndexes();

  /** Whether the server should evaluate conditions that neither the key nor an index supports. */
  boolean filtersRows();

  /** The default number of requests that one writer keeps in flight. */
  int maxInFlightRequests();

  /** The size limit of a row; empty if the server has none. */
  OptionalInt maxRowBytes();

  /** The size limit of a partition key. */
  int maxPartitionKeyBytes();

  /** The default consistency level of row writes and of the committer tables. */
  DefaultConsistencyLevel defaultConsistency();

  /** The consistency levels that the server accepts for row writes. */
  Set<DefaultConsistencyLevel> writeConsistencies();

  /** The consistency levels at which staged rows survive the loss of a replica. */
  Set<DefaultConsistencyLevel> committerConsistencies();

  /** The {@code gc_grace_seconds} with which committer tables are created. */
  int committerGcGraceSeconds();

  /** The CQL properties of a table of chunks, which live for minutes only. */
  SortedMap<String, String> chunkTableOptions();

  /** Whether a committed chunk is deleted, instead of expiring. */
  boolean deletesChunks();

  /**
   * Whether a write failure may be the fault of the row that was written, instead of the replicas'.
   */
  boolean writeFailuresMayBlameRow();

  /** Whether the server stores times of expiry in 32 bits, unless it is configured otherwise. */
  boolean limitsExpiry();

  /** Whether each column of a row has its own write time in every table. */
  boolean cellTimestamps();

  /**
   * Whether the names of contact points are resolved once, to all of their addresses, instead of
   * for each connection.
   */
  boolean resolvesContactPoints();

  /** The user to log in as, if only a password is given. */
  Optional<String> defaultUsername(List<HostAndPort> hosts);

  /**
   * The name that a node's certificate must contain, if it is not the node's own.
   *
   * @param node the host name or address that the connection is made to
   */
  Optional<String> certificateName(List<HostAndPort> hosts, String node);
}
