package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.commit.Committable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.SimpleOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/**
 * Creates the operator that runs a {@link CheckpointStamp}: Flink's own for functions, which in
 * addition tells the stamp which checkpoints are savepoints. Flink tells operators only.
 */
final class CheckpointStampOperator
    extends AbstractStreamOperatorFactory<CommittableMessage<Committable>>
    implements OneInputStreamOperatorFactory<
        CommittableMessage<Committable>, CommittableMessage<Committable>> {

  private final CheckpointStamp stamp;

  CheckpointStampOperator(CheckpointStamp stamp) {
    this.stamp = stamp;
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as declared by Flink
  public <T extends StreamOperator<CommittableMessage<Committable>>> T createStreamOperator(
      StreamOperatorParameters<CommittableMessage<Committable>> parameters) {
    SimpleOperatorFactory<CommittableMessage<Committable>> flinks =
        SimpleOperatorFactory.of(
            new StreamMap<CommittableMessage<Committable>, CommittableMessage<Committable>>(stamp));
    flinks.setProcessingTimeService(parameters.getProcessingTimeService());
    StreamOperator<CommittableMessage<Committable>> operator =
        flinks.createStreamOperator(parameters);
    // A proxy has the methods that the interface has in the version of Flink that runs it.
    return (T)
        Proxy.newProxyInstance(
            CheckpointStampOperator.class.getClassLoader(),
            new Class<?>[] {OneInputStreamOperator.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("snapshotState")) {
                noteCheckpoint((Long) arguments[0], (CheckpointOptions) arguments[2]);
              }
              try {
                return method.invoke(operator, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** A savepoint with which the job stops commits like a checkpoint. */
  private void noteCheckpoint(long checkpoint, CheckpointOptions options) {
    if (options.getCheckpointType() instanceof SavepointType savepoint
        && !savepoint.isSynchronous()) {
      stamp.isSavepoint(checkpoint);
    }
  }

  @Override
  @SuppressWarnings("rawtypes") // as declared by Flink
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return OneInputStreamOperator.class;
  }
}
