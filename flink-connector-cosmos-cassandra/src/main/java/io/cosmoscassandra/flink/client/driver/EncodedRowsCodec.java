package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.PrimitiveCodec;
import io.netty.buffer.ByteBuf;
import javax.annotation.Nullable;

/**
 * Lets the driver's codec encode the request with zero rows, then inserts the row count and the
 * encoded rows where that zero was written. Leaves requests without {@link EncodedRows} to the
 * driver's codec.
 */
abstract class EncodedRowsCodec extends Message.Codec {

  /** Length of a count of rows, or of values. */
  private static final int COUNT_BYTES = Short.BYTES;

  private final Message.Codec plain;

  EncodedRowsCodec(Message.Codec plain) {
    super(plain.opcode, plain.protocolVersion);
    this.plain = plain;
  }

  /** Returns the encoded rows of a request, or null if it has none. */
  @Nullable
  abstract EncodedRows rowsOf(Message message);

  abstract Message withoutRows(Message message);

  /** Returns the number of bytes before the count. */
  abstract int bytesBeforeCount(Message message);

  /** Returns the number of bytes of the rows, without their count. */
  abstract int lengthOf(EncodedRows rows);

  /** Writes the count and the rows. */
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
