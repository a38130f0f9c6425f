package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.PrimitiveCodec;
import io.netty.buffer.ByteBuf;
import javax.annotation.Nullable;

/**
 * Writes requests of {@link EncodedRows}, and leaves all others to the driver's own codec.
 *
 * <p>What is around the rows is the driver's: it writes a request of none, and the rows go where
 * that one says that there are none.
 */
abstract class EncodedRowsCodec extends Message.Codec {

  /** The bytes of a number of rows, or of values. */
  private static final int COUNT_BYTES = Short.BYTES;

  private final Message.Codec plain;

  EncodedRowsCodec(Message.Codec plain) {
    super(plain.opcode, plain.protocolVersion);
    this.plain = plain;
  }

  /** The rows of a request, or null if it has no encoded ones. */
  @Nullable
  abstract EncodedRows rowsOf(Message message);

  abstract Message withoutRows(Message message);

  /** The bytes in front of the number that says how much there is. */
  abstract int bytesBeforeCount(Message message);

  /** The bytes that rows take, their number not counted. */
  abstract int lengthOf(EncodedRows rows);

  /** Writes the number and the rows. */
  abstract void write(EncodedRows rows, ByteBuf request);

  @Override
  public <B> void encode(B dest, Message message, PrimitiveCodec<B> encoder) {
    EncodedRows rows = rowsOf(message);
    if (rows == null) {
      plain.encode(dest, message, encoder);
      return;
    }
    ByteBuf request = (ByteBuf) dest;
    int countAt = request.writerIndex() + bytesBeforeCount(message);
    plain.encode(dest, withoutRows(message), encoder);
    byte[] rest = new byte[request.writerIndex() - countAt - COUNT_BYTES];
    request.getBytes(countAt + COUNT_BYTES, rest);
    request.writerIndex(countAt);
    write(rows, request);
    request.writeBytes(rest);
  }

  @Override
  public int encodedSize(Message message) {
    EncodedRows rows = rowsOf(message);
    return rows == null
        ? plain.encodedSize(message)
        : plain.encodedSize(withoutRows(message)) + lengthOf(rows);
  }

  @Override
  public <B> Message decode(B source, PrimitiveCodec<B> decoder) {
    return plain.decode(source, decoder);
  }
}
