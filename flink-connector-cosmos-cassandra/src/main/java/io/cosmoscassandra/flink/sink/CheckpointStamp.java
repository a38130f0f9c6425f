package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.commit.CheckpointOrder;
import io.cosmoscassandra.flink.commit.CheckpointOrders;
import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.Lease;
import java.time.Duration;
import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobInfo;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableSummary;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;

/**
 * Notes on every committable which checkpoint it belongs to, which neither the writer nor the
 * committer is told: users ask up to which checkpoint their table is complete, and the writer must
 * know whether an earlier checkpoint is in flight.
 */
final class CheckpointStamp
    extends RichMapFunction<CommittableMessage<Committable>, CommittableMessage<Committable>>
    implements CheckpointListener {

  /** Flink's number for what a writer prepares when its input has ended. */
  private static final long END_OF_INPUT = Long.MAX_VALUE;

  private final UUID group;
  private final Duration checkpointTimeout;
  @Nullable private transient Lease<CheckpointOrder> order;

  /**
   * @param group identifies the sink in its job
   * @param checkpointTimeout the time after which Flink aborts a checkpoint
   */
  CheckpointStamp(UUID group, Duration checkpointTimeout) {
    this.group = group;
    this.checkpointTimeout = checkpointTimeout;
  }

  /** The order that the writer and the stamp of one subtask share. */
  static Lease<CheckpointOrder> orderOf(UUID group, JobInfo job, TaskInfo task) {
    return CheckpointOrders.instance()
        .acquire(
            new CheckpointOrders.Place(
                job.getJobId().toString(),
                group,
                task.getIndexOfThisSubtask(),
                task.getAttemptNumber()));
  }

  @Override
  public void open(OpenContext context) {
    order = orderOf(group, getRuntimeContext().getJobInfo(), getRuntimeContext().getTaskInfo());
    order.get().observe(checkpointTimeout);
  }

  @Override
  @SuppressWarnings("removal") // the newer name of the method is missing from Flink 1.20 to 2.2
  public CommittableMessage<Committable> map(CommittableMessage<Committable> message) {
    long checkpoint = message.getCheckpointIdOrEOI();
    if (message instanceof CommittableSummary) {
      order.get().belongsTo(checkpoint);
    }
    if (message instanceof CommittableWithLineage<Committable> committable) {
      return committable.map(c -> stamped(c, checkpoint));
    }
    return message;
  }

  /** What came after the last checkpoint belongs to none. */
  static Committable stamped(Committable committable, long checkpoint) {
    return committable.withCheckpoint(checkpoint == END_OF_INPUT ? 0 : checkpoint);
  }

  /** A checkpoint turns out to be a savepoint, which commits nothing. */
  void isSavepoint(long checkpoint) {
    order.get().isSavepoint(checkpoint);
  }

  @Override
  public void notifyCheckpointComplete(long checkpoint) {
    order.get().completed(checkpoint);
  }

  @Override
  public void notifyCheckpointAborted(long checkpoint) {
    order.get().aborted(checkpoint);
  }

  @Override
  public void close() {
    if (order != null) {
      order.get().ignore();
      order.close();
    }
  }
}
