package io.cosmoscassandra.embedded.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Cuts a stream of bytes into frames. */
public final class FrameReader {

  private static final int INITIAL_CAPACITY = 64 * 1024;

  /** Cassandra refuses longer ones, so what claims to be longer is no frame. */
  private static final int LONGEST_BODY = 256 * 1024 * 1024;

  private final InputStream in;
  private byte[] buffer = new byte[INITIAL_CAPACITY];
  private int begin;
  private int end;

  public FrameReader(InputStream in) {
    this.in = in;
  }

  /** The next frame, or null at the end of the stream. */
  public Frame read() throws IOException {
    while (!hasFrame()) {
      makeRoom();
      int count = in.read(buffer, end, buffer.length - end);
      if (count < 0) {
        if (begin < end) {
          throw new EOFException("the stream ended within a frame");
        }
        return null;
      }
      end += count;
    }
    int length = length();
    Frame frame = new Frame(Arrays.copyOfRange(buffer, begin, begin + length));
    begin += length;
    return frame;
  }

  /** Whether the next frame can be read without waiting. */
  public boolean hasFrame() throws IOException {
    return end - begin >= Frame.HEADER_LENGTH && end - begin >= length();
  }

  private int length() throws IOException {
    int bodyLength = ByteBuffer.wrap(buffer).getInt(begin + Frame.HEADER_LENGTH - Integer.BYTES);
    if (bodyLength < 0 || bodyLength > LONGEST_BODY) {
      throw new IOException("not a frame of the native protocol: its length is " + bodyLength);
    }
    return Frame.HEADER_LENGTH + bodyLength;
  }

  private void makeRoom() throws IOException {
    int needed = end - begin >= Frame.HEADER_LENGTH ? length() : Frame.HEADER_LENGTH;
    if (begin + needed <= buffer.length && end < buffer.length) {
      return;
    }
    byte[] target = needed <= buffer.length ? buffer : new byte[needed];
    System.arraycopy(buffer, begin, target, 0, end - begin);
    end -= begin;
    begin = 0;
    buffer = target;
  }
}
