package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.PrimitiveCodec;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.response.result.RowsMetadata;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;

/**
 * Decodes results so that rows stay in one buffer: a copy of the page on the driver's thread, and
 * no object for a row or a cell. All other results are left to the driver's codec.
 */
final class BufferedRowsCodec extends Message.Codec {

  private final Message.Codec plain;

  /**
   * A codec of results.
   *
   * @param plain the driver's own for the same version of the protocol
   */
  BufferedRowsCodec(Message.Codec plain) {
    super(plain.opcode, plain.protocolVersion);
    this.plain = plain;
  }

  @Override
  public <B> Message decode(B source, PrimitiveCodec<B> decoder) {
    if (decoder.readInt(source, 0) != ProtocolConstants.ResultKind.ROWS) {
      return plain.decode(source, decoder);
    }
    decoder.readInt(source);
    RowsMetadata metadata = RowsMetadata.decode(source, decoder, false, protocolVersion);
    int count = decoder.readInt(source);
    ByteBuf rest = (ByteBuf) source;
    byte[] page = new byte[lengthOfRows(rest, count * metadata.columnCount)];
    rest.readBytes(page);
    return new BufferedRows(metadata, page, count);
  }

  /**
   * The bytes that belong to the rows. From version 5 on, a segment of the protocol may hold
   * several messages in one buffer, so what follows the rows may be another message. A message of
   * several segments, which the driver puts together in a composite buffer, is always alone.
   */
  private static int lengthOfRows(ByteBuf source, int cells) {
    if (source instanceof CompositeByteBuf) {
      return source.readableBytes();
    }
    int start = source.readerIndex();
    int position = start;
    for (int i = 0; i < cells; i++) {
      position += Integer.BYTES + Math.max(source.getInt(position), 0);
    }
    return position - start;
  }

  @Override
  public <B> void encode(B dest, Message message, PrimitiveCodec<B> encoder) {
    plain.encode(dest, message, encoder);
  }

  @Override
  public int encodedSize(Message message) {
    return plain.encodedSize(message);
  }
}
