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

  private static final int VERSION = 2;

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
    out.writeInt(committable.stride());
    out.writeLong(committable.group().getMostSignificantBits());
    out.writeLong(committable.group().getLeastSignificantBits());
    out.writeInt(committable.attempt());
    return out.getCopyOfBuffer();
  }

  @Override
  public Committable deserialize(int version, byte[] serialized) throws IOException {
    return switch (version) {
      case 1, 2 -> read(version, serialized);
      default ->
          throw new IOException(
              "A committable of version %d was written by a newer release of the Cassandra connector; this one reads versions up to %d. Restore with the newer release."
                  .formatted(version, VERSION));
    };
  }

  private static Committable read(int version, byte[] serialized) throws IOException {
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    String sink = in.readUTF();
    String target = in.readUTF();
    TransactionId transaction =
        new TransactionId(new UUID(in.readLong(), in.readLong()), in.readLong());
    int chunks = in.readInt();
    long effects = in.readLong();
    long bytes = in.readLong();
    long digest = in.readLong();
    long base = in.readLong();
    long schemaFingerprint = in.readLong();
    int subtask = in.readInt();
    int parallelism = in.readInt();
    long checkpoint = in.readLong();
    int stride = version == 1 ? 1 : in.readInt();
    UUID group = version == 1 ? Committable.NO_GROUP : new UUID(in.readLong(), in.readLong());
    int attempt = version == 1 ? 0 : in.readInt();
    if (in.available() > 0) {
      throw new IOException(
          "A committable of version %d is followed by %d bytes that do not belong to it"
              .formatted(version, in.available()));
    }
    return new Committable(
        sink,
        target,
        transaction,
        chunks,
        effects,
        bytes,
        digest,
        base,
        stride,
        group,
        attempt,
        schemaFingerprint,
        subtask,
        parallelism,
        checkpoint);
  }
}
