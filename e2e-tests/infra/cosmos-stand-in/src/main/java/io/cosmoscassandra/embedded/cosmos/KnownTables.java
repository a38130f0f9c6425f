package io.cosmoscassandra.embedded.cosmos;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The throughput of each table, and the time from which a new one can be used. */
final class KnownTables {

  private final Behaviour behaviour;
  private final StandInClock clock;
  private final Map<String, Throughput> throughputs = new ConcurrentHashMap<>();
  private final Map<String, Long> knownFrom = new ConcurrentHashMap<>();

  KnownTables(Behaviour behaviour, StandInClock clock) {
    this.behaviour = behaviour;
    this.clock = clock;
  }

  Throughput throughput(String table) {
    return throughputs.computeIfAbsent(
        table, name -> new Throughput(behaviour.throughput(), clock.nanos()));
  }

  /** A table has been created, and will be known after a while. */
  void created(String table) {
    knownFrom.putIfAbsent(table, System.nanoTime() + behaviour.ddlDelay().toNanos());
  }

  /** Why this statement can't be served yet, if it is about a table that was just created. */
  Optional<Refusal> refusal(Statement statement) {
    return statement
        .first()
        .map(Statement.Part::cql)
        .filter(cql -> cql.kind().isOfRows())
        .flatMap(Cql::table)
        .filter(table -> knownFrom.getOrDefault(table, Long.MIN_VALUE) > System.nanoTime())
        .map(table -> Refusal.invalid("unconfigured table " + table.replaceFirst(".*\\.", "")));
  }
}
