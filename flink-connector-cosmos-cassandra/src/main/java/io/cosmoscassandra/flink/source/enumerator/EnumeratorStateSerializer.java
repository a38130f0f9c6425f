package io.cosmoscassandra.flink.source.enumerator;

import io.cosmoscassandra.flink.source.split.CassandraSplit;
import io.cosmoscassandra.flink.source.split.CassandraSplitSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Stores the enumerator's state in checkpoints. The format is a part of every savepoint. */
@Internal
public final class EnumeratorStateSerializer implements SimpleVersionedSerializer<EnumeratorState> {

  private static final int VERSION = 1;

  private final CassandraSplitSerializer splits = new CassandraSplitSerializer();

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(EnumeratorState state) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(1_024);
    out.writeBoolean(state.planned());
    out.writeInt(splits.getVersion());
    out.writeInt(state.remaining().size());
    for (CassandraSplit split : state.remaining()) {
      byte[] bytes = splits.serialize(split);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public EnumeratorState deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "The state holds an enumerator in format "
              + version
              + ", which this version of the connector cannot read; use a newer one");
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    boolean planned = in.readBoolean();
    int splitVersion = in.readInt();
    int count = in.readInt();
    List<CassandraSplit> remaining = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      remaining.add(splits.deserialize(splitVersion, bytes));
    }
    return new EnumeratorState(planned, remaining);
  }
}
