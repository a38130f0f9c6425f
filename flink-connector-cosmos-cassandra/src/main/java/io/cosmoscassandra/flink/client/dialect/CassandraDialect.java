package io.cosmoscassandra.flink.client.dialect;

import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.ALL;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.EACH_QUORUM;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.LOCAL_QUORUM;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.LOCAL_SERIAL;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.QUORUM;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.SERIAL;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.annotation.Internal;

/** Dialect of Apache Cassandra, and of compatible servers. */
@Internal
public record CassandraDialect() implements Dialect {

  @Override
  public String name() {
    return "cassandra";
  }

  @Override
  public int defaultPort() {
    return 9042;
  }

  @Override
  public boolean tlsByDefault() {
    return false;
  }

  @Override
  public int poolSize() {
    // Requests on the same connection share system calls, in the client and in the server.
    return 1;
  }

  @Override
  public int maxRequestsPerConnection() {
    // Eight writers of one task manager (256 requests in flight each) fit even if a single node
    // coordinates all of their requests.
    return 2048;
  }

  @Override
  public boolean tokenMap() {
    return true;
  }

  @Override
  public Optional<String> protocolVersion() {
    return Optional.empty();
  }

  @Override
  public Duration requestTimeout() {
    // The longest of the server's own timeouts, that of range reads, is 10 s. The driver must wait
    // longer, because the server's response says what happened, and the driver's timeout does not.
    return Duration.ofSeconds(12);
  }

  @Override
  public Duration connectionTimeout() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration heartbeatInterval() {
    return Duration.ofSeconds(30);
  }

  @Override
  public Reconnection reconnection() {
    return new Reconnection(Duration.ofSeconds(1), Duration.ofSeconds(30));
  }

  @Override
  public boolean supportsBatches() {
    return true;
  }

  @Override
  public boolean rationsRequests() {
    return false;
  }

  @Override
  public boolean chargesForBytes() {
    return false;
  }

  @Override
  public boolean computesAggregates() {
    return true;
  }

  @Override
  public boolean selectsFields() {
    return true;
  }

  @Override
  public boolean usesIndexes() {
    return true;
  }

  @Override
  public boolean filtersRows() {
    return true;
  }

  @Override
  public int maxInFlightRequests() {
    return 256;
  }

  @Override
  public int maxPartitionKeyBytes() {
    // The server stores the length in two bytes.
    return 65_535;
  }

  @Override
  public OptionalInt maxRowBytes() {
    return OptionalInt.empty();
  }

  @Override
  public DefaultConsistencyLevel defaultConsistency() {
    return LOCAL_QUORUM;
  }

  @Override
  public Set<DefaultConsistencyLevel> writeConsistencies() {
    return Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(SERIAL, LOCAL_SERIAL)));
  }

  @Override
  public Set<DefaultConsistencyLevel> committerConsistencies() {
    // One task must read what another has written, so write and read quorums must overlap.
    return Collections.unmodifiableSet(EnumSet.of(LOCAL_QUORUM, QUORUM, EACH_QUORUM, ALL));
  }

  @Override
  public int committerGcGraceSeconds() {
    return (int) Duration.ofHours(3).toSeconds();
  }

  @Override
  public SortedMap<String, String> chunkTableOptions() {
    // Chunks are compressed already. Deleted chunks must leave the disk without waiting for other
    // files of their size. Time windows do not work: all chunks have the same write timestamp.
    return new TreeMap<>(
        Map.of(
            "compression",
            "{'enabled': 'false'}",
            "compaction",
            "{'class': 'SizeTieredCompactionStrategy', 'unchecked_tombstone_compaction': 'true',"
                + " 'tombstone_compaction_interval': '10800'}"));
  }

  @Override
  public boolean deletesChunks() {
    return true;
  }

  @Override
  public boolean writeFailuresMayBlameRow() {
    // The coordinator has validated the row before it asked the replicas.
    return false;
  }

  @Override
  public boolean limitsExpiry() {
    return true;
  }

  @Override
  public boolean cellTimestamps() {
    return true;
  }

  @Override
  public boolean resolvesContactPoints() {
    return true;
  }

  @Override
  public Optional<String> defaultUsername(List<HostAndPort> hosts) {
    return Optional.empty();
  }

  @Override
  public Optional<String> certificateName(List<HostAndPort> hosts, String node) {
    return Optional.empty();
  }
}
