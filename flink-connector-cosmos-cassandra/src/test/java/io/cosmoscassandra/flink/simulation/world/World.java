package io.cosmoscassandra.flink.simulation.world;

import io.cosmoscassandra.flink.simulation.time.Host;
import io.cosmoscassandra.flink.simulation.time.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Everything physical that outlives a job: the hosts, the network and the database. */
public final class World {

  private static final int HOSTS = 3;

  private final Scheduler scheduler;
  private final Network network;
  private final Service targetService = new Service();
  private final Service committerService = new Service();
  private final StoredTable table;
  private final CommitterRows rows;
  private final List<Host> hosts = new ArrayList<>();

  /**
   * Creates the world of one simulation.
   *
   * @param columns number of columns of the target table, beside its key
   * @param skewMicros how far clocks are off, at most
   */
  public World(Scheduler scheduler, Semantics semantics, int columns, long skewMicros) {
    this.scheduler = scheduler;
    this.network = new Network(scheduler);
    this.table = new StoredTable(semantics, columns);
    this.rows = new CommitterRows(semantics);
    for (int i = 0; i < HOSTS; i++) {
      hosts.add(new Host(scheduler, scheduler.chance().between(-skewMicros, skewMicros)));
    }
  }

  public Scheduler scheduler() {
    return scheduler;
  }

  public Network network() {
    return network;
  }

  /** The part of the database that serves the target table. */
  public Service targetService() {
    return targetService;
  }

  /** The part of the database that serves the committer tables. */
  public Service committerService() {
    return committerService;
  }

  public StoredTable table() {
    return table;
  }

  /** The contents of the committer tables. */
  public CommitterRows rows() {
    return rows;
  }

  public List<Host> hosts() {
    return hosts;
  }

  /** The database's time of day. */
  public long seconds() {
    return TimeUnit.MICROSECONDS.toSeconds(scheduler.micros());
  }
}
