package io.cosmoscassandra.flink.simulation.faults;

import io.cosmoscassandra.flink.simulation.scenario.Incident;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.time.Chance;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A deliberate fault in the protocol, with the violation that must reveal it. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
public enum Fault {
  ONE_TIMESTAMP_FOR_AN_EPOCH("I[23]", TargetFaults.OneForAll::new),
  DELETE_AND_INSERT_AT_ONE_TIMESTAMP("I[23]", TargetFaults.DeleteWithInsert::new),
  CLOCK_INSTEAD_OF_RESERVED_RANGE("I[23]", RegisterFaults.NoReservation::new),
  MARK_READ_ONCE("I[23]", RegisterFaults.ReadOnce::new),
  RESERVATION_NOT_AWAITED("I[23]", RegisterFaults.ReservationNotAwaited::new),
  CHECKPOINT_NUMBER_AS_IDENTITY(
      "I[23]",
      RegisterFaults.CheckpointNumber::new,
      scenario -> scenario.has(Incident.Kind.CANCEL_AND_RESTORE)),
  SUBTASK_AS_IDENTITY("I6", LifecycleFaults.SubtaskAsRun::new),
  MARK_BEFORE_ROWS("I[23]", RegisterFaults.MarkBeforeRows::new),
  WALL_CLOCK_REGISTERS("I[23]", RegisterFaults.WallClock::new),
  EXPIRING_MARKS("I2: reported as lost", RegisterFaults.ExpiringMarks::new),
  PROGRESS_BEFORE_DRAIN("I[23]", ChunkFaults.ProgressBeforeDrain::new),
  CHUNKS_DROPPED_BEFORE_MARK("I2: reported as lost", ChunkFaults.DroppedBeforeMark::new),
  STAGING_NOT_AWAITED("I2: reported as lost", ChunkFaults.StagingNotAwaited::new),
  CHUNKS_DELETED_TOO_EARLY_IN_TIME("I7", ChunkFaults.DeletedAtZero::new),
  SKIP_ON_A_MISSING_CHUNK("I2: .* was skipped", SettingsFaults.SkipAtFirstMiss::new),
  BELIEF_IN_A_FIRST_MISS("I2: reported as lost", ChunkFaults.BeliefInMisses::new),
  MERGED_PARTIAL_ROWS("I[23]", TargetFaults.Merging::new),
  TTL_NOT_AGED("I[234]", TargetFaults.TtlNotAged::new),
  TABLE_TTL_LEFT_TO_THE_TABLE(
      "I[234]", TargetFaults.TableTtlIgnored::new, scenario -> scenario.tableTtl() > 0),
  REFUSED_WITH_ALL_OF_ITS_REQUEST(
      "I[23]", TargetFaults.RefusedTogether::new, scenario -> scenario.refusedKey() >= 0),
  NO_BRAKE("Brake", SettingsFaults.NoBrake::new),
  TWO_WRITES_OF_A_KEY_IN_FLIGHT(
      "I[23]", TargetFaults.AcknowledgedBeforeDone::new, Fault::isQuietWithoutTombstones),
  COMMITTED_IN_ARRIVAL_ORDER("I[23]", LifecycleFaults.LastFirst::new, Fault::leavesSeveralPending),
  COMMITTED_BEFORE_THE_CHECKPOINT("I1", LifecycleFaults.AtOnce::new),
  TIMESTAMPS_NOT_DIVIDED("I3: two effects", LifecycleFaults.UndividedTimestamps::new),
  OTHER_GROUPS_IGNORED(
      "I3: two effects", RegisterFaults.OtherGroupsIgnored::new, scenario -> scenario.sinks() > 1),
  CHECKPOINTS_IN_NO_ORDER("I[23]", LifecycleFaults.Hurrying::new, Fault::overlapsCheckpoints),
  LEFT_BRANCH_UNNOTICED(
      "I3: .* of a branch",
      RegisterFaults.BranchUnnoticed::new,
      scenario -> !scenario.batch(),
      Fault::withLeftBranch);

  private final Pattern violation;
  private final Supplier<Sabotage> sabotage;
  private final Predicate<Scenario> scenarios;
  private final UnaryOperator<Scenario> shape;

  Fault(String violation, Supplier<Sabotage> sabotage) {
    this(violation, sabotage, scenario -> true);
  }

  /**
   * A fault that shows only in some scenarios.
   *
   * @param scenarios the scenarios in which it can be found
   */
  Fault(String violation, Supplier<Sabotage> sabotage, Predicate<Scenario> scenarios) {
    this(violation, sabotage, scenarios, UnaryOperator.identity());
  }

  /**
   * A fault that hardly ever shows by chance.
   *
   * @param shape changes a scenario so that it may show
   */
  Fault(
      String violation,
      Supplier<Sabotage> sabotage,
      Predicate<Scenario> scenarios,
      UnaryOperator<Scenario> shape) {
    this.violation = Pattern.compile("^" + violation);
    this.sabotage = sabotage;
    this.scenarios = scenarios;
    this.shape = shape;
  }

  public Sabotage sabotage() {
    return sabotage.get();
  }

  public boolean concerns(Scenario scenario) {
    return scenarios.test(scenario);
  }

  /** The scenario in which the fault is looked for. */
  public Scenario shaped(Scenario scenario) {
    return shape.apply(scenario);
  }

  /** Whether this fault explains a violation. */
  public boolean explains(String found) {
    return violation.matcher(found).find();
  }

  private static boolean leavesSeveralPending(Scenario scenario) {
    return scenario.has(Incident.Kind.SAVEPOINT) || scenario.has(Incident.Kind.ABORT_CHECKPOINT);
  }

  /**
   * Adds a savepoint, a failure after which the job does not go back to it, and a restore. Chance
   * alone brings these together in one of ten thousand scenarios.
   */
  private static Scenario withLeftBranch(Scenario scenario) {
    Chance chance = new Chance(scenario.seed());
    long savepoint = chance.between(100L, 600L);
    long failure = savepoint + scenario.checkpointMillis() + chance.between(0L, 300L);
    long restore = failure + scenario.restartMillis() + 2 * scenario.checkpointMillis();
    int which = chance.between(0, 1_000);
    return scenario.withIncidents(
        List.of(
            new Incident(Incident.Kind.SAVEPOINT, savepoint, which, 0),
            new Incident(Incident.Kind.FAILOVER, failure, which, 0),
            new Incident(Incident.Kind.CANCEL_AND_RESTORE, restore, which, 1)));
  }

  private static boolean overlapsCheckpoints(Scenario scenario) {
    return scenario.input() == Scenario.Input.SPREAD
        && !scenario.batch()
        && scenario.has(Incident.Kind.SAVEPOINT);
  }

  private static boolean isQuietWithoutTombstones(Scenario scenario) {
    return !scenario.semantics().tombstones()
        && scenario.incidents().isEmpty()
        && scenario.refusedKey() < 0;
  }
}
