package io.cosmoscassandra.flink.client.dialect;

import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.ANY;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.EACH_QUORUM;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.LOCAL_ONE;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import org.apache.flink.annotation.Internal;

/** Dialect of Azure Cosmos DB for Apache Cassandra. */
@Internal
public record CosmosDialect() implements Dialect {

  @Override
  public String name() {
    return "cosmos";
  }

  @Override
  public int defaultPort() {
    return 10_350;
  }

  @Override
  public boolean tlsByDefault() {
    return true;
  }

  @Override
  public int poolSize() {
    // A region is one endpoint, so its connections carry the load that the nodes of a cluster
    // share.
    return 10;
  }

  @Override
  public int maxRequestsPerConnection() {
    return 1024;
  }

  @Override
  public boolean tokenMap() {
    // The service's tokens are not Cassandra's, and its ring has duplicates, which the driver
    // rejects.
    return false;
  }

  @Override
  public Optional<String> protocolVersion() {
    return Optional.of("V4");
  }

  @Override
  public Duration requestTimeout() {
    // An account may retry throttled requests itself, for up to 60 s. An earlier timeout would
    // repeat work that is still in progress.
    return Duration.ofSeconds(90);
  }

  @Override
  public Duration connectionTimeout() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Duration heartbeatInterval() {
    // Azure's load balancer drops connections that are idle for 4 minutes.
    return Duration.ofSeconds(30);
  }

  @Override
  public Reconnection reconnection() {
    return new Reconnection(Duration.ofSeconds(2), Duration.ofSeconds(2));
  }

  @Override
  public boolean supportsBatches() {
    return false;
  }

  @Override
  public boolean rationsRequests() {
    return true;
  }

  @Override
  public boolean chargesForBytes() {
    return true;
  }

  @Override
  public boolean computesAggregates() {
    return false;
  }

  @Override
  public boolean selectsFields() {
    return false;
  }

  @Override
  public boolean usesIndexes() {
    return false;
  }

  @Override
  public boolean filtersRows() {
    return false;
  }

  @Override
  public int maxInFlightRequests() {
    return 1000;
  }

  @Override
  public int maxPartitionKeyBytes() {
    return 2_048;
  }

  @Override
  public OptionalInt maxRowBytes() {
    return OptionalInt.of(2 * 1024 * 1024);
  }

  @Override
  public DefaultConsistencyLevel defaultConsistency() {
    // Writes have the level of the account, whatever the request says. Reads at a quorum are
    // rejected by all accounts but those with level Strong; the usual level is Session. Every
    // account accepts this level.
    return LOCAL_ONE;
  }

  @Override
  public Set<DefaultConsistencyLevel> writeConsistencies() {
    return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ANY, EACH_QUORUM)));
  }

  @Override
  public Set<DefaultConsistencyLevel> committerConsistencies() {
    return writeConsistencies();
  }

  @Override
  public int committerGcGraceSeconds() {
    return 0;
  }

  @Override
  public SortedMap<String, String> chunkTableOptions() {
    return Collections.emptySortedMap();
  }

  @Override
  public boolean deletesChunks() {
    // A deletion costs as much as a write, while expired data is removed with spare throughput.
    return false;
  }

  @Override
  public boolean writeFailuresMayBlameRow() {
    // A row that is too large fails like one that is written by another client at the same moment;
    // the driver drops the text that would tell them apart.
    return true;
  }

  @Override
  public boolean limitsExpiry() {
    return false;
  }

  @Override
  public boolean cellTimestamps() {
    return false;
  }

  @Override
  public boolean resolvesContactPoints() {
    // After a failover, the account's name resolves to the address of another region.
    return false;
  }

  @Override
  public Optional<String> defaultUsername(List<HostAndPort> hosts) {
    return hosts.stream()
        .map(HostAndPort::host)
        .flatMap(h -> CosmosHost.of(h).stream())
        .map(CosmosHost::account)
        .findFirst();
  }

  @Override
  public Optional<String> certificateName(List<HostAndPort> hosts, String node) {
    // The driver knows nodes of other regions by address only, but they present the certificate of
    // the account.
    return CosmosHost.of(node)
        .or(() -> hosts.stream().flatMap(h -> CosmosHost.of(h.host()).stream()).findFirst())
        .map(CosmosHost::publicName);
  }
}
