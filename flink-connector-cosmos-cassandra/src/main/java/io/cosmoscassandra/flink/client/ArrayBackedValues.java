package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.internal.core.protocol.ByteBufPrimitiveCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import javax.annotation.Nullable;

/**
 * Writes a value into a request straight from the array behind its buffer. The driver's own codec
 * makes another buffer for each value, which the compiler removes in one process and leaves in the
 * next.
 */
final class ArrayBackedValues extends ByteBufPrimitiveCodec {

  ArrayBackedValues(ByteBufAllocator allocator) {
    super(allocator);
  }

  @Override
  public void writeBytes(@Nullable ByteBuffer bytes, ByteBuf dest) {
    if (bytes == null || !bytes.hasArray()) {
      super.writeBytes(bytes, dest);
      return;
    }
    int length = bytes.remaining();
    dest.writeInt(length);
    dest.writeBytes(bytes.array(), bytes.arrayOffset() + bytes.position(), length);
  }
}
