package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.commit.chunk.ChunkCompression;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Everything that outlives a job: the database, the hosts, the sources, and those who watch. */
final class World {

  static final Duration RETENTION = Duration.ofDays(30);

  private static final long LATE_ZOMBIE_NANOS = 60_000_000_000L;
  private static final int HOSTS = 3;

  private final Scenario scenario;
  private final Sabotage sabotage;
  private final Scheduler scheduler;
  private final Network network;
  private final Service targetService = new Service();
  private final Service committerService = new Service();
  private final StoredTable table;
  private final CommitterRows rows;
  private final Findings findings;
  private final Ledger ledger;
  private final Judge judge;
  private final SourceLog log;
  private final CommitSettings settings;
  private final List<Host> hosts = new ArrayList<>();
  private final Map<ChunkId, byte[]> archive = new HashMap<>();

  World(Scenario scenario, Sabotage sabotage, Scheduler scheduler) {
    this.scenario = scenario;
    this.sabotage = sabotage;
    this.scheduler = scheduler;
    this.network = new Network(scheduler);
    network.disturb(scenario.disturbances());
    this.table = new StoredTable(scenario.semantics(), scenario.sinks() * SourceRow.COLUMNS);
    this.rows = new CommitterRows(scenario.semantics());
    this.findings = new Findings(scheduler);
    this.ledger = new Ledger(findings);
    this.judge = new Judge(this);
    this.log = new SourceLog(scenario);
    this.settings =
        sabotage.settings(
            new CommitSettings(
                "sink",
                "keyspace.table",
                scenario.bufferBytes(),
                scenario.chunkBytes(),
                ChunkCompression.LZ4,
                RETENTION,
                scenario.stagedAheadBytes(),
                MissingTransactionPolicy.FAIL,
                Duration.ofSeconds(8),
                Duration.ofMillis(20),
                Duration.ofSeconds(1),
                3,
                true,
                Duration.ofNanos(Network.REQUEST_TIMEOUT_NANOS)));
    for (int i = 0; i < HOSTS; i++) {
      long skew = scenario.skewMicros();
      hosts.add(new Host(scheduler, scheduler.chance().between(-skew, skew)));
    }
  }

  Scenario scenario() {
    return scenario;
  }

  Sabotage sabotage() {
    return sabotage;
  }

  Scheduler scheduler() {
    return scheduler;
  }

  Chance chance() {
    return scheduler.chance();
  }

  Network network() {
    return network;
  }

  Service targetService() {
    return targetService;
  }

  Service committerService() {
    return committerService;
  }

  StoredTable table() {
    return table;
  }

  CommitterRows rows() {
    return rows;
  }

  Findings findings() {
    return findings;
  }

  Ledger ledger() {
    return ledger;
  }

  Judge judge() {
    return judge;
  }

  SourceLog log() {
    return log;
  }

  CommitSettings settings() {
    return settings;
  }

  List<Host> hosts() {
    return hosts;
  }

  /** Every chunk that was ever staged, for those who look back. */
  Map<ChunkId, byte[]> archive() {
    return archive;
  }

  /** The database's time of day. */
  long seconds() {
    return TimeUnit.MICROSECONDS.toSeconds(scheduler.micros());
  }

  /** Where nothing stays of a delete, only a zombie that is late enough notices that it is one. */
  long zombieNanos(Incident incident) {
    return scenario.semantics().tombstones()
        ? TimeUnit.MILLISECONDS.toNanos(incident.amount())
        : LATE_ZOMBIE_NANOS;
  }

  /** I7: nothing that the sink leaves behind stays for ever. */
  void checkTtl(String what, Duration ttl, Duration most) {
    if (ttl.isZero() || ttl.isNegative() || ttl.compareTo(most) > 0) {
      findings.violated("I7: %s is written with a time to live of %s".formatted(what, ttl));
    }
  }
}
