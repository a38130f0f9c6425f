package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.client.InvalidSettingsException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.transformations.WithBoundedness;

/** Refuses jobs and sinks whose settings would break exactly-once silently. */
final class ExactlyOnceGuard {

  private ExactlyOnceGuard() {}

  /**
   * Checks a sink and the job that its input belongs to.
   *
   * @throws InvalidSettingsException with every setting to change
   */
  static void check(SinkSettings sink, DataStream<?> input) {
    List<String> problems = new ArrayList<>();
    checkCells(sink, problems);
    if (!runsAsBatch(input)) {
      checkCheckpoints(input, problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
  }

  /** Where a row has one write time for all its columns, writing some moves the time of all. */
  private static void checkCells(SinkSettings sink, List<String> problems) {
    if (sink.connection().dialect().cellTimestamps()) {
      return;
    }
    String reason =
        " a table of dialect '%s' keeps one write time for a whole row, so that columns written with an earlier one are dropped; write whole rows, or set 'sink.delivery-guarantee' = 'at-least-once'"
            .formatted(sink.connection().dialect().name());
    if (sink.isPartial()) {
      problems.add("INSERT with a list of columns:" + reason);
    }
    if (sink.writing().ignoreNulls()) {
      problems.add("sink.ignore-null-value:" + reason);
    }
    if (sink.writetimeField() != null) {
      problems.add("metadata column 'writetime':" + reason);
    }
  }

  private static void checkCheckpoints(DataStream<?> input, List<String> problems) {
    StreamExecutionEnvironment environment = input.getExecutionEnvironment();
    CheckpointConfig checkpoints = environment.getCheckpointConfig();
    if (!checkpoints.isCheckpointingEnabled()) {
      problems.add(
          "execution.checkpointing.interval: is not set, and without checkpoints no row would ever"
              + " become visible; set it, for example to '10 s', or set"
              + " 'sink.delivery-guarantee' = 'at-least-once'");
    } else {
      if (checkpoints.getCheckpointingConsistencyMode() != CheckpointingMode.EXACTLY_ONCE) {
        problems.add(
            "execution.checkpointing.mode: is 'AT_LEAST_ONCE', with which rows become visible too"
                + " early and more than once; set 'EXACTLY_ONCE', or set"
                + " 'sink.delivery-guarantee' = 'at-least-once'");
      }
      if (!environment
          .getConfiguration()
          .get(CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH)) {
        problems.add(
            CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH.key()
                + ": is 'false', with which the last rows of a bounded input would never become"
                + " visible; set 'true'");
      }
    }
  }

  private static boolean runsAsBatch(DataStream<?> input) {
    RuntimeExecutionMode mode =
        input.getExecutionEnvironment().getConfiguration().get(ExecutionOptions.RUNTIME_MODE);
    return switch (mode) {
      case BATCH -> true;
      case STREAMING -> false;
      case AUTOMATIC -> isBounded(input);
    };
  }

  private static boolean isBounded(DataStream<?> input) {
    return input.getTransformation().getTransitivePredecessors().stream()
        .filter(WithBoundedness.class::isInstance)
        .allMatch(t -> ((WithBoundedness) t).getBoundedness() == Boundedness.BOUNDED);
  }
}
