package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.write.Applier;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Write;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;

/** Writes rows straight into the target as they come ({@code at-least-once} and {@code none}). */
final class DirectWriter<T> implements CommittingSinkWriter<T, Committable> {

  private final RowIntake<T> intake;
  private final TargetHandle target;
  private final Applier applier;
  private final LongSupplier times;
  private final boolean checkpointsWait;

  /**
   * A writer, which closes the target when it is closed.
   *
   * @param times the write times in microseconds
   * @param checkpointsWait whether a checkpoint holds only when every row before it is acknowledged
   */
  DirectWriter(
      RowIntake<T> intake,
      TargetHandle target,
      Applier applier,
      LongSupplier times,
      boolean checkpointsWait) {
    this.intake = intake;
    this.target = target;
    this.applier = applier;
    this.times = times;
    this.checkpointsWait = checkpointsWait;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    Mutation mutation = intake.take(element);
    if (mutation != null) {
      applier.apply(new Write(mutation, times.getAsLong()));
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (checkpointsWait || endOfInput) {
      applier.drain();
    } else {
      applier.check();
    }
  }

  /** Nothing is left to commit: all rows are in the target. */
  @Override
  public Collection<Committable> prepareCommit() {
    return List.of();
  }

  @Override
  public void close() {
    try (target) {
      applier.close();
    }
  }
}
