package io.cosmoscassandra.embedded.proxy;

import java.nio.ByteBuffer;

/** One message of version 3 or 4 of the native protocol, header included. */
final class Frame {

  static final int HEADER_LENGTH = 9;

  /** Versions from 5 on wrap frames in segments, and drivers know to fall back from them. */
  static final int HIGHEST_VERSION = 4;

  static final int COMPRESSED = 0x01;
  static final int TRACING = 0x02;
  static final int CUSTOM_PAYLOAD = 0x04;
  static final int WARNING = 0x08;

  private static final int RESPONSE = 0x80;

  private final byte[] bytes;

  Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  static Frame response(int version, int stream, Opcode opcode, byte[] body) {
    ByteBuffer buffer = ByteBuffer.allocate(HEADER_LENGTH + body.length);
    buffer.put((byte) (RESPONSE | version)).put((byte) 0).putShort((short) stream);
    buffer.put((byte) opcode.code()).putInt(body.length).put(body);
    return new Frame(buffer.array());
  }

  int version() {
    return bytes[0] & 0x7F;
  }

  boolean has(int flag) {
    return (bytes[1] & flag) != 0;
  }

  int stream() {
    return ByteBuffer.wrap(bytes).getShort(2);
  }

  Opcode opcode() {
    return Opcode.of(bytes[4]);
  }

  int bodyLength() {
    return bytes.length - HEADER_LENGTH;
  }

  /** The body, to be read from its begin. */
  Body body() {
    return new Body(ByteBuffer.wrap(bytes, HEADER_LENGTH, bodyLength()));
  }

  byte[] bytes() {
    return bytes;
  }
}
