package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.TransactionWriter;
import io.cosmoscassandra.flink.write.Mutation;
import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;

/** Stages each epoch of rows as one transaction in the committer tables: {@code exactly-once}. */
final class StagingWriter<T> implements CommittingSinkWriter<T, Committable> {

  private final RowIntake<T> intake;
  private final TransactionWriter transactions;
  private final AutoCloseable resources;

  /** A writer, which closes the resources when it is closed. */
  StagingWriter(RowIntake<T> intake, TransactionWriter transactions, AutoCloseable resources) {
    this.intake = intake;
    this.transactions = transactions;
    this.resources = resources;
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    Mutation mutation = intake.take(element);
    if (mutation != null) {
      transactions.write(mutation);
    }
  }

  /** Preparing stages what is left; a flush without one has nothing to wait for. */
  @Override
  public void flush(boolean endOfInput) {}

  @Override
  public Collection<Committable> prepareCommit() throws IOException, InterruptedException {
    return transactions.prepare().stream().toList();
  }

  @Override
  public void close() throws Exception {
    resources.close();
  }
}
