package io.cosmoscassandra.flink.simulation.job;

import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.simulation.scenario.SourceRow;
import io.cosmoscassandra.flink.simulation.time.TaskProcess;
import io.cosmoscassandra.flink.simulation.world.Slot;
import io.cosmoscassandra.flink.simulation.world.StoredCell;
import io.cosmoscassandra.flink.simulation.world.StoredRow;
import io.cosmoscassandra.flink.write.Cells;
import io.cosmoscassandra.flink.write.DeleteScope;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Upsert;
import io.cosmoscassandra.flink.write.Write;
import io.cosmoscassandra.flink.write.WriteTarget;
import io.cosmoscassandra.flink.write.WriteTimes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.annotation.Nullable;

/** The columns of the target table that one sink writes, as one process reaches them. */
final class SimulatedTarget implements WriteTarget {

  private final Experiment experiment;
  private final TaskProcess process;
  private final Slot slot;
  private final int sink;

  SimulatedTarget(Experiment experiment, Slot slot) {
    this.experiment = experiment;
    this.process = slot.process();
    this.slot = slot;
    this.sink = slot.sink();
  }

  /** A statement with all its values: it waits for nothing but the server's clock. */
  private record Bound(
      Mutation mutation, long timestamp, int ttl, @Nullable Committable transaction) {}

  @Override
  public CompletionStage<Acknowledgement> send(List<Write> writes) {
    List<Bound> statements =
        writes.stream()
            .map(
                write ->
                    new Bound(
                        write.mutation(),
                        WriteTimes.timestamp(write),
                        experiment.sabotage().ttl(write, tableTtl(), process.host().micros()),
                        slot.committing()))
            .toList();
    boolean refused =
        statements.stream().anyMatch(s -> key(s) == experiment.scenario().refusedKey());
    return experiment
        .world()
        .network()
        .<Acknowledgement>request(
            process,
            experiment.world().targetService(),
            () -> {
              List<Runnable> effects = new ArrayList<>();
              long now = experiment.world().seconds();
              for (Bound statement : statements) {
                effects.add(() -> apply(statement, now));
              }
              return () -> {
                if (!refused) {
                  effects.forEach(Runnable::run);
                }
                return Acknowledgement.FREE;
              };
            })
        .thenCompose(
            done ->
                refused
                    ? CompletableFuture.failedFuture(
                        new InvalidQueryException(null, "a key that is refused"))
                    : CompletableFuture.completedFuture(done));
  }

  private int tableTtl() {
    int ttl = experiment.scenario().tableTtl();
    return ttl == 0 ? Mutation.NO_TTL : ttl;
  }

  /** The TTL that the database gives a row: the table's, if the statement has none. */
  private int effectiveTtl(Bound statement) {
    return statement.ttl() == Mutation.NO_TTL ? experiment.scenario().tableTtl() : statement.ttl();
  }

  private static int key(Bound statement) {
    return ByteBuffer.wrap(statement.mutation().cells()).getInt(Integer.BYTES);
  }

  @Override
  public DeleteScope deletes() {
    return experiment.deletes();
  }

  private void apply(Bound statement, long receivedSeconds) {
    ByteBuffer cells = ByteBuffer.wrap(statement.mutation().cells());
    cells.getInt();
    int key = cells.getInt();
    experiment.ledger().written(statement.timestamp(), key, statement.transaction());
    StoredRow row = experiment.world().table().row(key);
    StoredCell[] written = new StoredCell[experiment.world().table().columns()];
    if (statement.mutation() instanceof Upsert) {
      int ttl = effectiveTtl(statement);
      long expiry = ttl > 0 ? receivedSeconds + ttl : StoredCell.NEVER;
      for (int column = 0; column < SourceRow.COLUMNS; column++) {
        written[column + sink * SourceRow.COLUMNS] =
            next(cells, statement.timestamp(), expiry, receivedSeconds);
      }
      row.insert(written, statement.timestamp(), expiry);
    } else if (experiment.scenario().sinks() > 1) {
      for (int column = 0; column < SourceRow.COLUMNS; column++) {
        written[column + sink * SourceRow.COLUMNS] =
            new StoredCell(null, statement.timestamp(), receivedSeconds);
      }
      row.delete(written, statement.timestamp());
    } else {
      row.delete(statement.timestamp());
    }
  }

  @Nullable
  private StoredCell next(ByteBuffer cells, long timestamp, long expiry, long now) {
    int length = cells.getInt();
    if (length == Cells.UNSET) {
      return null;
    }
    if (length == Cells.NULL) {
      return new StoredCell(null, timestamp, now);
    }
    byte[] value = new byte[length];
    cells.get(value);
    experiment.ledger().shown(ByteBuffer.wrap(value).getLong());
    return new StoredCell(value, timestamp, expiry);
  }
}
