package io.cosmoscassandra.embedded.proxy;

import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that are put in at one end and taken out at the other. */
final class ByteQueue {

  private static final int INITIAL_CAPACITY = 64 * 1024;

  private byte[] buffer = new byte[INITIAL_CAPACITY];
  private int begin;
  private int end;

  int size() {
    return end - begin;
  }

  /** Puts in what a stream has, waiting for it if need be; says whether it had not ended. */
  boolean addFrom(InputStream in) throws IOException {
    makeRoom(1);
    int count = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, count);
    return count >= 0;
  }

  void add(ByteBuf bytes) {
    int count = bytes.readableBytes();
    makeRoom(count);
    bytes.readBytes(buffer, end, count);
    end += count;
  }

  /** The number at a position. */
  int intAt(int position) {
    return ByteBuffer.wrap(buffer).getInt(begin + position);
  }

  byte[] take(int count) {
    byte[] taken = Arrays.copyOfRange(buffer, begin, begin + count);
    begin += count;
    return taken;
  }

  private void makeRoom(int count) {
    if (buffer.length - end >= count) {
      return;
    }
    byte[] target =
        size() + count <= buffer.length / 2
            ? buffer
            : new byte[Math.max(2 * buffer.length, size() + count)];
    System.arraycopy(buffer, begin, target, 0, size());
    end -= begin;
    begin = 0;
    buffer = target;
  }
}
