package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import java.io.IOException;
import java.util.UUID;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Serializes committables for checkpoints. Checkpoints of every released version stay readable: a
 * new version gets a branch of its own in {@link #deserialize}.
 */
@Internal
public final class CommittableSerializer implements SimpleVersionedSerializer<Committable> {

  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(Committable committable) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(160);
    out.writeUTF(committable.sink());
    out.writeUTF(committable.target());
    out.writeLong(committable.transaction().run().getMostSignificantBits());
    out.writeLong(committable.transaction().run().getLeastSignificantBits());
    out.writeLong(committable.transaction().seq());
    out.writeInt(committable.chunks());
    out.writeLong(committable.effects());
    out.writeLong(committable.bytes());
    out.writeLong(committable.digest());
    out.writeLong(committable.base());
    out.writeLong(committable.schemaFingerprint());
    out.writeInt(committable.subtask());
    out.writeInt(committable.parallelism());
    out.writeLong(committable.checkpoint());
    return out.getCopyOfBuffer();
  }

  @Override
  public Committable deserialize(int version, byte[] serialized) throws IOException {
    return switch (version) {
      case 1 -> readVersion1(serialized);
      default ->
          throw new IOException(
              "A committable of version %d was written by a newer release of the Cassandra connector; this one reads versions up to %d. Restore with the newer release."
                  .formatted(version, VERSION));
    };
  }

  private static Committable readVersion1(byte[] serialized) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    Committable committable =
        new Committable(
            in.readUTF(),
            in.readUTF(),
            new TransactionId(new UUID(in.readLong(), in.readLong()), in.readLong()),
            in.readInt(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readLong(),
            in.readInt(),
            in.readInt(),
            in.readLong());
    if (in.available() > 0) {
      throw new IOException(
          "A committable of version 1 is followed by %d bytes that do not belong to it"
              .formatted(in.available()));
    }
    return committable;
  }
}
