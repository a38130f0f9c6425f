package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.commit.Committable;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableWithLineage;

/**
 * Notes on every committable which checkpoint it belongs to: neither the writer nor the committer
 * is told, and people ask up to which checkpoint their table is complete.
 */
final class CheckpointStamp
    implements MapFunction<CommittableMessage<Committable>, CommittableMessage<Committable>> {

  @Override
  @SuppressWarnings("removal") // the newer name of the method is missing from Flink 1.20 to 2.2
  public CommittableMessage<Committable> map(CommittableMessage<Committable> message) {
    if (message instanceof CommittableWithLineage<Committable> committable) {
      long checkpoint = committable.getCheckpointIdOrEOI();
      return committable.map(c -> c.withCheckpoint(checkpoint));
    }
    return message;
  }
}
