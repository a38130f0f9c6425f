package io.cosmoscassandra.embedded.proxy;

import java.nio.ByteBuffer;

/** One message of version 3 or 4 of the native protocol, header included. */
public final class Frame {

  public static final int HEADER_LENGTH = 9;

  /** Versions from 5 on wrap frames in segments, and drivers know to fall back from them. */
  public static final int HIGHEST_VERSION = 4;

  public static final int COMPRESSED = 0x01;
  public static final int TRACING = 0x02;
  public static final int CUSTOM_PAYLOAD = 0x04;
  public static final int WARNING = 0x08;

  private static final int RESPONSE = 0x80;

  private final byte[] bytes;

  /** A message as it is on the wire. */
  public Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The answer to a request of this version and stream. */
  public static Frame response(int version, int stream, Opcode opcode, byte[] body) {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER_LENGTH + body.length);
    buffer.put((byte) (RESPONSE | version)).put((byte) 0).putShort((short) stream);
    buffer.put((byte) opcode.code()).putInt(body.length).put(body);
    return new Frame(buffer.array());
  }

  public int version() {
    return bytes[0] & 0x7F;
  }

  public boolean has(int flag) {
    return (bytes[1] & flag) != 0;
  }

  public int stream() {
    return ByteBuffer.wrap(bytes).getShort(2);
  }

  public Opcode opcode() {
    return Opcode.of(bytes[4]);
  }

  public int bodyLength() {
    return bytes.length - HEADER_LENGTH;
  }

  /** The body, to be read from its begin. */
  public Body body() {
    return new Body(ByteBuffer.wrap(bytes, HEADER_LENGTH, bodyLength()));
  }

  /** The message as it is on the wire; not to be changed. */
  public byte[] bytes() {
    return bytes;
  }
}
