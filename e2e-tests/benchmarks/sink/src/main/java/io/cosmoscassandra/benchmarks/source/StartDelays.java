package io.cosmoscassandra.benchmarks.source;

import io.cosmoscassandra.benchmarks.contender.Run;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.AbstractCheckpointStats;
import org.apache.flink.runtime.checkpoint.CheckpointStatsSnapshot;
import org.apache.flink.runtime.checkpoint.CheckpointStatsStatus;
import org.apache.flink.runtime.checkpoint.SubtaskStateStats;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;

/**
 * How long completed checkpoints waited until they started at the source, of Flink's own
 * statistics; the job is a single chain of source and sink.
 *
 * @param millis in milliseconds, sorted, one for each checkpoint and subtask
 */
record StartDelays(int checkpoints, List<Long> millis) {

  static StartDelays of(AccessExecutionGraph graph) {
    CheckpointStatsSnapshot statistics = graph.getCheckpointStatsSnapshot();
    if (statistics == null) {
      return new StartDelays(0, List.of());
    }
    List<AbstractCheckpointStats> completed =
        statistics.getHistory().getCheckpoints().stream()
            .filter(checkpoint -> checkpoint.getStatus() == CheckpointStatsStatus.COMPLETED)
            .toList();
    List<Long> millis =
        completed.stream()
            .flatMap(checkpoint -> checkpoint.getAllTaskStateStats().stream())
            .flatMap(task -> Arrays.stream(task.getSubtaskStats()))
            .map(SubtaskStateStats::getCheckpointStartDelay)
            .sorted()
            .toList();
    return new StartDelays(completed.size(), millis);
  }

  void note(Run run) {
    run.note("checkpoints", checkpoints);
    if (!millis.isEmpty()) {
      run.note("startDelayMedianMillis", millis.get(millis.size() / 2));
      run.note("startDelayMaxMillis", millis.get(millis.size() - 1));
    }
  }
}
