package io.cosmoscassandra.flink.table.statement;

import io.cosmoscassandra.flink.client.failure.RetrySettings;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.schema.StartupRetry;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.sink.SinkSettings;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.io.IOException;
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

  private final SinkSettings sink;

  /**
   * @param sink the settings of the statement
   */
  OlderRowsRemoval(SinkSettings sink) {
    this.sink = sink;
  }

  /** What was committed does not matter here, only that nothing more will be. */
  @Override
  public void processElement(StreamRecord<CommittableMessage<Committable>> committed) {}

  @Override
  public void endInput() throws Exception {
    try (TableRequests requests = requests()) {
      long partitions = OlderRows.remove(requests, sink.statement().micros());
      LOG.info(
          "INSERT OVERWRITE of table {} has removed older rows; {} partitions were looked at",
          sink.declaration().name(),
          partitions);
    }
  }

  /** The table is valid for the writers, so it is here. */
  private TableRequests requests() throws IOException {
    RetrySettings retry = sink.writing().retry();
    TableHandle table =
        new StartupRetry(
                "sink",
                CassandraConnectorOptions.SINK_RETRY_TIMEOUT,
                retry.timeout(),
                retry.backoff(),
                BlockingClock.OF_THREAD)
            .attempt(
                true,
                () ->
                    TableHandle.openForWriting(
                        sink.connection(), sink.declaration(), sink.intent(), session -> {}));
    return new TableRequests(
        "INSERT OVERWRITE", table, sink.connection().writeConsistency(), retry);
  }
}
