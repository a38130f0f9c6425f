package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.driver.internal.core.protocol.ByteBufPrimitiveCodec;
import com.datastax.oss.protocol.internal.Compressor;
import com.datastax.oss.protocol.internal.Frame;
import com.datastax.oss.protocol.internal.FrameCodec;
import com.datastax.oss.protocol.internal.PrimitiveCodec;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;

/** Reads the messages of envelopes, and writes envelopes for messages. */
public final class MessageCodec {

  static final PrimitiveCodec<ByteBuf> PRIMITIVES = new Primitives();

  private static final FrameCodec<ByteBuf> CLIENT =
      FrameCodec.defaultClient(PRIMITIVES, Compressor.none());
  private static final FrameCodec<ByteBuf> SERVER =
      FrameCodec.defaultServer(PRIMITIVES, Compressor.none());

  private MessageCodec() {}

  /** The message of an envelope, which must not be compressed by itself. */
  public static Frame read(Envelope envelope) {
    FrameCodec<ByteBuf> codec = envelope.isResponse() ? CLIENT : SERVER;
    return codec.decode(Unpooled.wrappedBuffer(envelope.bytes()));
  }

  /** The envelope for a message. */
  public static Envelope write(Frame frame) {
    FrameCodec<ByteBuf> codec = frame.message.isResponse ? SERVER : CLIENT;
    return new Envelope(ByteBufUtil.getBytes(codec.encode(frame)));
  }

  /**
   * Works in memory that the garbage collector takes back, and tells values that are unset from
   * those that are null.
   */
  private static final class Primitives extends ByteBufPrimitiveCodec {

    private static final int UNSET = -2;

    Primitives() {
      super(UnpooledByteBufAllocator.DEFAULT);
    }

    @Override
    public ByteBuf allocate(int size) {
      return Unpooled.buffer(size, size);
    }

    @Override
    public ByteBuffer readBytes(ByteBuf source) {
      if (source.getInt(source.readerIndex()) == UNSET) {
        source.skipBytes(Integer.BYTES);
        return ProtocolConstants.UNSET_VALUE;
      }
      return super.readBytes(source);
    }
  }
}
