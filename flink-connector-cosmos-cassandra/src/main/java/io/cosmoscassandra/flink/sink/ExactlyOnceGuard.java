package io.cosmoscassandra.flink.sink;

import static io.cosmoscassandra.flink.options.CassandraConnectorOptions.*;

import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.config.InvalidOptionsException;
import io.cosmoscassandra.flink.options.SinkDistribution;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.InputFormatOperatorFactory;
import org.apache.flink.streaming.api.transformations.LegacySourceTransformation;
import org.apache.flink.streaming.api.transformations.WithBoundedness;

/** Rejects jobs and sinks whose settings would silently break exactly-once. */
final class ExactlyOnceGuard {

  private ExactlyOnceGuard() {}

  /**
   * Checks a sink and the job that its input belongs to.
   *
   * @throws InvalidOptionsException with every problem
   */
  static void check(SinkSettings sink, DataStream<?> input) {
    List<String> problems = new ArrayList<>();
    checkCells(sink, problems);
    if (!runsAsBatch(input)) {
      checkCheckpoints(sink, input, problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidOptionsException(problems);
    }
  }

  /** If a row has one write time, writing some columns changes that of all columns. */
  private static void checkCells(SinkSettings sink, List<String> problems) {
    Dialect dialect = sink.connection().dialect();
    if (dialect.cellTimestamps()) {
      return;
    }
    if (sink.isPartial()) {
      problems.add(partialWrite("an INSERT with a list of columns", dialect));
    }
    if (sink.writing().ignoreNulls()) {
      problems.add(partialWrite("option '%s'".formatted(SINK_IGNORE_NULL_VALUE.key()), dialect));
    }
    if (sink.writetimeField() != null) {
      problems.add(partialWrite("metadata column 'writetime'", dialect));
    }
  }

  private static String partialWrite(String cause, Dialect dialect) {
    return "Exactly-once with dialect '%s' excludes %s: rows have a single write time there, and columns with an earlier one are dropped. Write whole rows, or set '%s' = 'at-least-once'."
        .formatted(dialect.name(), cause, SINK_DELIVERY_GUARANTEE.key());
  }

  private static void checkCheckpoints(
      SinkSettings sink, DataStream<?> input, List<String> problems) {
    StreamExecutionEnvironment environment = input.getExecutionEnvironment();
    CheckpointConfig checkpoints = environment.getCheckpointConfig();
    if (!checkpoints.isCheckpointingEnabled()) {
      // Without checkpoints Flink commits when the input ends.
      if (!ends(input)) {
        problems.add(
            "Exactly-once requires checkpoints if the input has no end: without them, no row would become visible. Set '%s', for example to '10 s', or set '%s' = 'at-least-once'."
                .formatted(
                    CheckpointingOptions.CHECKPOINTING_INTERVAL.key(),
                    SINK_DELIVERY_GUARANTEE.key()));
      }
      return;
    }
    if (checkpoints.getCheckpointingConsistencyMode() != CheckpointingMode.EXACTLY_ONCE) {
      problems.add(
          "Exactly-once requires '%s' = 'EXACTLY_ONCE': with 'AT_LEAST_ONCE', rows would become visible too early and repeatedly. Set it, or set '%s' = 'at-least-once'."
              .formatted(
                  CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE.key(),
                  SINK_DELIVERY_GUARANTEE.key()));
    }
    if (checkpoints.getMaxConcurrentCheckpoints() > 1
        && sink.distribution() == SinkDistribution.NONE) {
      problems.add(
          "Exactly-once requires '%s' = '1', unless all rows of a key come to one subtask: otherwise an earlier row could overwrite a later one. Set it, or set '%s' = 'primary-key'."
              .formatted(
                  CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS.key(), SINK_DISTRIBUTION.key()));
    }
    ConfigOption<Boolean> afterFinish = CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH;
    if (!environment.getConfiguration().get(afterFinish)) {
      problems.add(
          "Exactly-once requires '%s' = 'true': otherwise the last rows of a bounded input would not become visible."
              .formatted(afterFinish.key()));
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

  /** Whether Flink takes the input for bounded, when it chooses the mode by itself. */
  private static boolean isBounded(DataStream<?> input) {
    return sources(input).allMatch(ExactlyOnceGuard::isBounded);
  }

  /** Whether the input comes to an end. */
  private static boolean ends(DataStream<?> input) {
    return sources(input).allMatch(source -> isBounded(source) || readsInputFormat(source));
  }

  private static Stream<Transformation<?>> sources(DataStream<?> input) {
    return input.getTransformation().getTransitivePredecessors().stream()
        .filter(WithBoundedness.class::isInstance);
  }

  private static boolean isBounded(Transformation<?> source) {
    return ((WithBoundedness) source).getBoundedness() == Boundedness.BOUNDED;
  }

  /** An input format ends, though Flink does not say so of the rows of a VALUES clause. */
  private static boolean readsInputFormat(Transformation<?> source) {
    return source instanceof LegacySourceTransformation<?> legacy
        && legacy.getOperatorFactory() instanceof InputFormatOperatorFactory;
  }
}
