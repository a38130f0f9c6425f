package io.cosmoscassandra.flink.table.statement;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.schema.StartupRetry;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.time.BlockingClock;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until all rows of an INSERT OVERWRITE are written, and then removes those that are older.
 */
final class OlderRowsRemoval extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<CommittableMessage<Committable>, Void>, BoundedOneInput {

  private static final Logger LOG = LoggerFactory.getLogger(OlderRowsRemoval.class);

  private final ConnectionSettings connection;
  private final TableDeclaration declaration;
  private final RetrySettings retry;
  private final long startMicros;

  /**
   * @param startMicros the time at which the statement began
   */
  OlderRowsRemoval(
      ConnectionSettings connection,
      TableDeclaration declaration,
      RetrySettings retry,
      long startMicros) {
    this.connection = connection;
    this.declaration = declaration;
    this.retry = retry;
    this.startMicros = startMicros;
  }

  /** What was committed does not matter here, only that nothing more will be. */
  @Override
  public void processElement(StreamRecord<CommittableMessage<Committable>> committed) {}

  @Override
  public void endInput() throws Exception {
    try (TableRequests requests = requests()) {
      long partitions = OlderRows.remove(requests, startMicros);
      LOG.info(
          "INSERT OVERWRITE of table {} has removed older rows; {} partitions were looked at",
          declaration.name(),
          partitions);
    }
  }

  private TableRequests requests() throws Exception {
    TableHandle table =
        new StartupRetry(
                "sink",
                CassandraConnectorOptions.SINK_RETRY_TIMEOUT,
                retry.timeout(),
                retry.backoff(),
                BlockingClock.OF_THREAD)
            .attempt(true, () -> TableHandle.openForReading(connection, declaration));
    return new TableRequests("INSERT OVERWRITE", table, connection.writeConsistency(), retry);
  }
}
