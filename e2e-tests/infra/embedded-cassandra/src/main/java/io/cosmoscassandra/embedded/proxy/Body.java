package io.cosmoscassandra.embedded.proxy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads the notations of the native protocol one after another. */
public final class Body {

  private static final int UUID_LENGTH = 16;

  private final ByteBuffer buffer;

  Body(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  public int readByte() {
    return buffer.get() & 0xFF;
  }

  public int readShort() {
    return buffer.getShort() & 0xFFFF;
  }

  public int readInt() {
    return buffer.getInt();
  }

  /** Where in the frame the next thing lies. */
  public int position() {
    return buffer.position();
  }

  public boolean isAtEnd() {
    return !buffer.hasRemaining();
  }

  public String readString() {
    return text(readShort());
  }

  public String readLongString() {
    return text(readInt());
  }

  /** A copy: the frame it is in need not be kept for it. */
  public ByteBuffer readShortBytes() {
    byte[] bytes = new byte[readShort()];
    buffer.get(bytes);
    return ByteBuffer.wrap(bytes);
  }

  /** Whether a text lies anywhere in what is left to read. */
  boolean contains(String text) {
    ByteBuffer rest = buffer.duplicate();
    byte[] left = new byte[rest.remaining()];
    rest.get(left);
    // A character for a byte, so that no byte is lost where the rest is no text.
    return new String(left, StandardCharsets.ISO_8859_1)
        .contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  /** A copy of a value, or null if it is null or unset. */
  public byte[] readBytes() {
    int length = readInt();
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  /** A value; a negative length says null or unset. */
  public void skipBytes() {
    int length = readInt();
    if (length > 0) {
      skip(length);
    }
  }

  /** What a response may carry before its message proper. */
  public void skipPreamble(Frame response) {
    if (response.has(Frame.TRACING)) {
      skip(UUID_LENGTH);
    }
    if (response.has(Frame.WARNING)) {
      for (int count = readShort(); count > 0; count--) {
        skip(readShort());
      }
    }
    if (response.has(Frame.CUSTOM_PAYLOAD)) {
      skipCustomPayload();
    }
  }

  public void skipCustomPayload() {
    for (int count = readShort(); count > 0; count--) {
      skip(readShort());
      skipBytes();
    }
  }

  private void skip(int length) {
    buffer.position(buffer.position() + length);
  }

  private String text(int length) {
    byte[] bytes = new byte[length];
    buffer.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
