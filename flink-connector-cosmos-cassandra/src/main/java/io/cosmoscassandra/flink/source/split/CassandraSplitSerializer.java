package io.cosmoscassandra.flink.source.split;

import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.CqlValue;
import io.cosmoscassandra.flink.read.ReadOrigin;
import io.cosmoscassandra.flink.read.ReadPosition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Stores splits in checkpoints. The format is a part of every savepoint. */
@Internal
public final class CassandraSplitSerializer implements SimpleVersionedSerializer<CassandraSplit> {

  private static final int VERSION = 1;
  private static final byte TOKEN_RANGE = 1;
  private static final byte PARTITIONS = 2;
  private static final int NULL = -1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(CassandraSplit split) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(128);
    out.writeUTF(split.splitId());
    write(split.position().pagingState(), out);
    write(split.position().lastKey(), out);
    write(split.origin(), out);
    if (split instanceof CassandraSplit.TokenRange range) {
      out.writeByte(TOKEN_RANGE);
      out.writeLong(range.fromToken());
      out.writeLong(range.toToken());
      out.writeLong(range.bytes());
    } else if (split instanceof CassandraSplit.Partitions partitions) {
      out.writeByte(PARTITIONS);
      out.writeInt(partitions.partitions().size());
      for (CqlPredicate.PartitionKey key : partitions.partitions()) {
        out.writeInt(key.values().size());
        for (CqlValue value : key.values()) {
          write(value.toByteArray(), out);
        }
      }
    }
    return out.getCopyOfBuffer();
  }

  @Override
  public CassandraSplit deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "The state holds splits in format "
              + version
              + ", which this version of the connector cannot read; use a newer one");
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    String splitId = in.readUTF();
    ReadPosition position = new ReadPosition(read(in), read(in));
    ReadOrigin origin = readOrigin(in);
    byte kind = in.readByte();
    if (kind == TOKEN_RANGE) {
      return new CassandraSplit.TokenRange(
          splitId, in.readLong(), in.readLong(), in.readLong(), position, origin);
    }
    List<CqlPredicate.PartitionKey> partitions = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      List<CqlValue> values = new ArrayList<>();
      int columns = in.readInt();
      for (int j = 0; j < columns; j++) {
        values.add(new CqlValue(read(in)));
      }
      partitions.add(new CqlPredicate.PartitionKey(values));
    }
    return new CassandraSplit.Partitions(splitId, partitions, position, origin);
  }

  private static void write(@Nullable ReadOrigin origin, DataOutputSerializer out)
      throws IOException {
    out.writeBoolean(origin != null);
    if (origin == null) {
      return;
    }
    UUID table = origin.tableId();
    out.writeBoolean(table != null);
    if (table != null) {
      out.writeLong(table.getMostSignificantBits());
      out.writeLong(table.getLeastSignificantBits());
    }
    out.writeInt(origin.conditions());
  }

  @Nullable
  private static ReadOrigin readOrigin(DataInputDeserializer in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    UUID table = in.readBoolean() ? new UUID(in.readLong(), in.readLong()) : null;
    return new ReadOrigin(table, in.readInt());
  }

  private static void write(@Nullable byte[] bytes, DataOutputSerializer out) throws IOException {
    if (bytes == null) {
      out.writeInt(NULL);
    } else {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  @Nullable
  private static byte[] read(DataInputDeserializer in) throws IOException {
    int length = in.readInt();
    if (length == NULL) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
