package io.cosmoscassandra.flink.simulation.faults;

import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.StagingLimits;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import java.time.Duration;

/** Faults in settings, each of which switches a safeguard off. */
public final class SettingsFaults {

  private SettingsFaults() {}

  /** A transaction is skipped if a chunk is not found at once. */
  static final class SkipAtFirstMiss extends ChunkFaults.BeliefInMisses {
    @Override
    public CommitSettings settings(CommitSettings settings) {
      return with(
          settings,
          settings.staging().maxAheadBytes(),
          MissingTransactionPolicy.SKIP,
          settings.zombieGuard());
    }
  }

  /** A writer never waits for a commit, however much it has staged. */
  static final class NoBrake implements Sabotage {
    @Override
    public CommitSettings settings(CommitSettings settings) {
      return with(settings, Long.MAX_VALUE, settings.onMissing(), settings.zombieGuard());
    }
  }

  /** A committer that was suspended goes on without a new look at its mark. */
  public static final class NoZombieGuard implements Sabotage {
    @Override
    public CommitSettings settings(CommitSettings settings) {
      return with(
          settings,
          settings.staging().maxAheadBytes(),
          settings.onMissing(),
          Duration.ofDays(3_650));
    }
  }

  private static CommitSettings with(
      CommitSettings settings,
      long maxAheadBytes,
      MissingTransactionPolicy onMissing,
      Duration zombieGuard) {
    return new CommitSettings(
        settings.sink(),
        settings.target(),
        settings.chunks(),
        new StagingLimits(
            settings.staging().bufferBytes(), settings.staging().maxRequests(), maxAheadBytes),
        onMissing,
        settings.retry(),
        zombieGuard);
  }
}
