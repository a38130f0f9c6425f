package io.cosmoscassandra.flink.client;

import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.PrimitiveCodec;
import com.datastax.oss.protocol.internal.request.Batch;
import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/** Writes batches of {@link EncodedRows}, and leaves all others to the driver's own codec. */
final class EncodedRowsCodec extends Message.Codec {

  /** A batch begins with its type and the number of its rows. */
  private static final int HEAD_BYTES = Byte.BYTES + Short.BYTES;

  private final Message.Codec plain;

  EncodedRowsCodec(Message.Codec plain) {
    super(plain.opcode, plain.protocolVersion);
    this.plain = plain;
  }

  @Override
  public <B> void encode(B dest, Message message, PrimitiveCodec<B> encoder) {
    Batch batch = (Batch) message;
    Optional<EncodedRows> rows = rowsOf(batch);
    if (rows.isEmpty()) {
      plain.encode(dest, message, encoder);
      return;
    }
    // What comes behind the rows is the driver's: it writes a batch of none, and the rows go
    // between its head and the rest.
    ByteBuf request = (ByteBuf) dest;
    int start = request.writerIndex();
    plain.encode(dest, withoutRows(batch), encoder);
    int restLength = request.writerIndex() - start - HEAD_BYTES;
    byte[] rest = new byte[restLength];
    request.getBytes(start + HEAD_BYTES, rest);
    request.writerIndex(start + Byte.BYTES);
    encoder.writeUnsignedShort(rows.get().rows(), dest);
    rows.get().writeTo(request);
    request.writeBytes(rest);
  }

  @Override
  public int encodedSize(Message message) {
    Batch batch = (Batch) message;
    return rowsOf(batch)
        .map(rows -> rows.length() + plain.encodedSize(withoutRows(batch)))
        .orElseGet(() -> plain.encodedSize(message));
  }

  @Override
  public <B> Message decode(B source, PrimitiveCodec<B> decoder) {
    return plain.decode(source, decoder);
  }

  private static Optional<EncodedRows> rowsOf(Batch batch) {
    return batch.values.size() == 1 && batch.values.get(0) instanceof EncodedRows rows
        ? Optional.of(rows)
        : Optional.empty();
  }

  private static Batch withoutRows(Batch batch) {
    return new Batch(
        batch.flags,
        batch.type,
        List.of(),
        List.of(),
        batch.consistency,
        batch.serialConsistency,
        batch.defaultTimestamp,
        batch.keyspace,
        batch.nowInSeconds);
  }
}
