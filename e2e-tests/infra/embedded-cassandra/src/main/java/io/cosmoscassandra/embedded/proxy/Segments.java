package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.driver.internal.core.protocol.BuiltInCompressors;
import com.datastax.oss.protocol.internal.Compressor;
import com.datastax.oss.protocol.internal.CrcMismatchException;
import com.datastax.oss.protocol.internal.Segment;
import com.datastax.oss.protocol.internal.SegmentCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Segments of one connection: pieces of the stream of envelopes with checksums. */
final class Segments {

  private final SegmentCodec<ByteBuf> codec;

  private Segments(Compressor<ByteBuf> compressor) {
    this.codec = new SegmentCodec<>(MessageCodec.PRIMITIVES, compressor);
  }

  /** Segments as a client asks for them in its STARTUP. */
  static Segments of(Optional<String> compression) {
    return new Segments(compression.map(Segments::compressor).orElseGet(Compressor::none));
  }

  private static Compressor<ByteBuf> compressor(String algorithm) {
    return BuiltInCompressors.newInstance(
        algorithm,
        new DefaultDriverContext(
            DriverConfigLoader.programmaticBuilder().build(),
            ProgrammaticArguments.builder().build()));
  }

  /** Writes a segment with some of these bytes. */
  void write(byte[] bytes, int offset, int length, boolean selfContained, OutputStream out)
      throws IOException {
    List<Object> parts = new ArrayList<>();
    codec.encode(
        new Segment<>(Unpooled.wrappedBuffer(bytes, offset, length), selfContained), parts);
    for (Object part : parts) {
      ByteBuf buffer = (ByteBuf) part;
      buffer.readBytes(out, buffer.readableBytes());
    }
  }

  int headerLength() {
    return codec.headerLength() + SegmentCodec.CRC24_LENGTH;
  }

  /** Reads a header, and verifies it. */
  SegmentCodec.Header header(byte[] bytes) throws IOException {
    try {
      return codec.decodeHeader(Unpooled.wrappedBuffer(bytes));
    } catch (CrcMismatchException e) {
      throw new IOException(e);
    }
  }

  int bodyLength(SegmentCodec.Header header) {
    return header.payloadLength + SegmentCodec.CRC32_LENGTH;
  }

  /** The bytes of envelopes in the body of a segment, once it has been verified. */
  ByteBuf payload(SegmentCodec.Header header, byte[] body) throws IOException {
    try {
      return codec.decode(header, Unpooled.wrappedBuffer(body)).payload;
    } catch (CrcMismatchException e) {
      throw new IOException(e);
    }
  }
}
