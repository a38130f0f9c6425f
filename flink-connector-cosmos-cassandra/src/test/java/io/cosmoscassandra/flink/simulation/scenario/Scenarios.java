package io.cosmoscassandra.flink.simulation.scenario;

import io.cosmoscassandra.flink.options.BatchGrouping;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import io.cosmoscassandra.flink.simulation.time.Chance;
import io.cosmoscassandra.flink.simulation.world.Disturbances;
import io.cosmoscassandra.flink.simulation.world.Semantics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Draws scenarios from seeds. */
public final class Scenarios {

  private static final long SECONDS_PER_DAY = TimeUnit.DAYS.toSeconds(1);

  /** A sink does not open with a clock further off. */
  private static final long MAX_SKEW_MICROS = TimeUnit.SECONDS.toMicros(50);

  /** As those of rows, clearly over or clearly not when the table is compared. */
  private static final List<Integer> TABLE_TTLS = List.of(300, 86_400, 2_592_000);

  private static final List<Incident.Kind> STREAMING = List.of(Incident.Kind.values());

  private static final List<Incident.Kind> BATCH =
      List.of(
          Incident.Kind.CRASH,
          Incident.Kind.CRASH_AT_CALL,
          Incident.Kind.CRASH_AT_CALL,
          Incident.Kind.ZOMBIE,
          Incident.Kind.FAILOVER,
          Incident.Kind.COMMITTER_TABLES_DOWN,
          Incident.Kind.TARGET_DOWN,
          Incident.Kind.CLOCK);

  private Scenarios() {}

  public static Scenario draw(long seed) {
    Chance chance = new Chance(seed);
    Semantics semantics =
        chance.oneIn(3)
            ? chance.oneOf(List.of(Semantics.ROW_TIMESTAMPS, Semantics.NO_TOMBSTONES))
            : Semantics.CASSANDRA;
    boolean cells = semantics.cellTimestamps();
    boolean batch = chance.oneIn(8);
    int sinks = cells && chance.oneIn(5) ? 2 : 1;
    int partitions = chance.between(1, 4);
    int rows = chance.between(3, 24);
    long rowGapMicros = chance.skewed(500, 100_000);
    Disturbances drawn = disturbances(chance, semantics);
    // What sinks with one identity are not promised: docs/exactly-once.md.
    Disturbances disturbances = sinks == 1 ? drawn : drawn.withoutStaleReads();
    boolean stale = disturbances.stale() > 0;
    long skew = stale || chance.oneIn(4) ? 0 : chance.skewed(1_000, MAX_SKEW_MICROS);
    int parallelism = chance.between(1, sinks == 1 ? 4 : 2);
    // Subtasks commit in no particular order: only timestamps order the writes of such keys.
    Scenario.Input input = input(chance, semantics, sinks);
    boolean unkeyed = input.isUnkeyed();
    int keys = chance.between(1, 3);
    double ttls = semantics.equals(Semantics.CASSANDRA) && !unkeyed && chance.oneIn(3) ? 0.4 : 0;
    long lengthMillis = Math.max(400, rows * rowGapMicros / 1_000);
    return new Scenario(
        chance.seed(),
        semantics,
        batch,
        parallelism,
        sinks,
        partitions,
        keys,
        rows,
        chance.oneIn(3) ? 0 : chance.fraction() * 0.5,
        cells && !unkeyed && chance.oneIn(2) ? 0.5 : 0,
        ttls,
        ttls > 0 && chance.oneIn(2) ? chance.oneOf(TABLE_TTLS) : 0,
        chance.oneIn(6) ? chance.between(0, partitions * keys - 1) : -1,
        rowGapMicros,
        chance.between(20, 400),
        input,
        !unkeyed && chance.oneIn(5) ? 2 : 1,
        chance.between(100, 1_500),
        chance.between(20, 400),
        grouping(chance, semantics),
        !chance.oneIn(6),
        chance.oneIn(2) ? chance.between(0, 400) : 100_000,
        disturbances,
        skew,
        hasRegions(input) && chance.oneIn(2),
        chance.between(100, 3_000),
        chance.oneIn(4) ? MissingTransactionPolicy.SKIP : MissingTransactionPolicy.FAIL,
        incidents(chance, semantics, batch, stale, lengthMillis),
        waitSeconds(chance),
        semantics.tombstones() && cells && chance.oneIn(3));
  }

  private static Scenario.Input input(Chance chance, Semantics semantics, int sinks) {
    if (!semantics.tombstones()) {
      return Scenario.Input.KEYED;
    }
    return switch (chance.between(0, 5)) {
      case 0 -> Scenario.Input.ROTATING;
      case 1 -> sinks == 1 ? Scenario.Input.SPREAD : Scenario.Input.KEYED;
      case 2 -> sinks == 1 ? Scenario.Input.SHARED_KEYS : Scenario.Input.KEYED;
      default -> Scenario.Input.KEYED;
    };
  }

  /** Azure Cosmos DB takes no rows of several partitions in one request. */
  private static BatchGrouping grouping(Chance chance, Semantics semantics) {
    if (chance.oneIn(2)) {
      return BatchGrouping.NONE;
    }
    return semantics.equals(Semantics.CASSANDRA)
        ? BatchGrouping.REPLICA_SET
        : BatchGrouping.PARTITION;
  }

  /**
   * Whether a writer may fail alone. Where partitions change their writer, or are dealt out, an
   * exchange connects all tasks, and Flink restarts them together.
   */
  private static boolean hasRegions(Scenario.Input input) {
    return input == Scenario.Input.KEYED || input == Scenario.Input.SHARED_KEYS;
  }

  private static Disturbances disturbances(Chance chance, Semantics semantics) {
    if (chance.oneIn(3)) {
      return Disturbances.NONE;
    }
    double scale = chance.fraction() * 0.06;
    Disturbances all =
        new Disturbances(scale, scale, scale, scale, scale, chance.oneIn(4) ? 0.3 : 0);
    return semantics.tombstones() ? all : all.withoutLateEffects();
  }

  private static List<Incident> incidents(
      Chance chance, Semantics semantics, boolean batch, boolean stale, long lengthMillis) {
    List<Incident> incidents = new ArrayList<>();
    int count = (int) chance.skewed(0, 9) + chance.between(0, 2);
    for (int i = 0; i < count; i++) {
      Incident.Kind kind = chance.oneOf(batch ? BATCH : STREAMING);
      if (stale && kind == Incident.Kind.CLOCK) {
        continue;
      }
      if (!semantics.tombstones() && kind == Incident.Kind.ZOMBIE) {
        // See ZombieIT.
        continue;
      }
      incidents.add(
          new Incident(
              kind,
              chance.between(0, 2 * lengthMillis),
              chance.between(0, 1_000),
              amount(chance, kind)));
    }
    return incidents;
  }

  private static long amount(Chance chance, Incident.Kind kind) {
    return switch (kind) {
      case CRASH, ABORT_CHECKPOINT, FAILOVER, SAVEPOINT -> 0;
      case CRASH_AT_CALL -> chance.skewed(1, 80);
      case ZOMBIE, PAUSE -> chance.skewed(1, 20_000);
      case STOP_WITH_SAVEPOINT, CANCEL_AND_RESTORE -> waitSeconds(chance);
      case COMMITTER_TABLES_DOWN, TARGET_DOWN -> chance.skewed(1, 15_000);
      case TARGET_SLOW -> chance.skewed(0, 40_000);
      case CLOCK -> chance.between(-MAX_SKEW_MICROS, MAX_SKEW_MICROS);
    };
  }

  /** From an instant up to a year. */
  private static long waitSeconds(Chance chance) {
    return switch (chance.between(0, 4)) {
      case 0, 1 -> 1;
      case 2 -> chance.between(2L, 2_000L);
      case 3 -> chance.between(1L, 6 * SECONDS_PER_DAY);
      default -> chance.between(31L, 360L) * SECONDS_PER_DAY;
    };
  }
}
