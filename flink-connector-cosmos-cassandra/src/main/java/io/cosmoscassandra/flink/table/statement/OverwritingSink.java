package io.cosmoscassandra.flink.table.statement;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.sink.CassandraSink;
import io.cosmoscassandra.flink.sink.SinkSettings;
import java.io.IOException;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreWriteTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.lineage.LineageVertex;
import org.apache.flink.streaming.api.lineage.LineageVertexProvider;
import org.apache.flink.table.data.RowData;

/**
 * Replaces the rows of a table: writes the new ones as the sink always does, and removes the older
 * ones when all are written. So no reader finds the table empty, and after a failure nothing is
 * lost. The sink of an INSERT is a class of its own, since its operators are a part of savepoints.
 */
@Internal
public final class OverwritingSink
    implements Sink<RowData>,
        SupportsCommitter<Committable>,
        SupportsPreWriteTopology<RowData>,
        SupportsPreCommitTopology<Committable, Committable>,
        SupportsPostCommitTopology<Committable>,
        LineageVertexProvider {

  private final CassandraSink<RowData> sink;
  private final OlderRowsRemoval removal;

  /**
   * @param settings the settings of an INSERT OVERWRITE
   */
  public OverwritingSink(SinkSettings settings) {
    this.sink = new CassandraSink<>(settings, row -> row);
    this.removal = new OlderRowsRemoval(settings);
  }

  @Override
  public DataStream<RowData> addPreWriteTopology(DataStream<RowData> input) {
    return sink.addPreWriteTopology(input);
  }

  @Override
  public SinkWriter<RowData> createWriter(WriterInitContext context) throws IOException {
    return sink.createWriter(context);
  }

  @Override
  public DataStream<CommittableMessage<Committable>> addPreCommitTopology(
      DataStream<CommittableMessage<Committable>> committables) {
    return sink.addPreCommitTopology(committables);
  }

  @Override
  public Committer<Committable> createCommitter(CommitterInitContext context) {
    return sink.createCommitter(context);
  }

  /** One task removes, once the committers of all subtasks have ended. */
  @Override
  public void addPostCommitTopology(DataStream<CommittableMessage<Committable>> committables) {
    committables
        .global()
        .transform("remove", Types.VOID, removal)
        .name("Removal of older rows")
        .setParallelism(1)
        .setMaxParallelism(1);
  }

  @Override
  public SimpleVersionedSerializer<Committable> getCommittableSerializer() {
    return sink.getCommittableSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Committable> getWriteResultSerializer() {
    return sink.getWriteResultSerializer();
  }

  @Override
  public LineageVertex getLineageVertex() {
    return sink.getLineageVertex();
  }
}
