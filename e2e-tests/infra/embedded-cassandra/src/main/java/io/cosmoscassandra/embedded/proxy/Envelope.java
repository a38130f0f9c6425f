package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.protocol.internal.FrameCodec;
import com.datastax.oss.protocol.internal.ProtocolConstants.FrameFlag;
import com.datastax.oss.protocol.internal.ProtocolConstants.Version;
import java.nio.ByteBuffer;

/**
 * A message of the native protocol with its header, as bytes.
 *
 * <p>Up to version 4 a connection is a sequence of envelopes; from version 5 on it is one of
 * segments, with envelopes in them, once the server has accepted the client's STARTUP.
 */
public final class Envelope {

  static final int HEADER_LENGTH = FrameCodec.V3_ENCODED_HEADER_SIZE;

  private static final int RESPONSE = 0x80;
  private static final int STREAM = 2;
  private static final int OPCODE = 4;

  private final byte[] bytes;

  /** An envelope that was cut out of what arrived. */
  Envelope(byte[] bytes) {
    this.bytes = bytes;
  }

  public int version() {
    return bytes[0] & ~RESPONSE & 0xFF;
  }

  public int stream() {
    return ByteBuffer.wrap(bytes).getShort(STREAM);
  }

  public Opcode opcode() {
    return Opcode.of(bytes[OPCODE]);
  }

  public int bodyLength() {
    return bytes.length - HEADER_LENGTH;
  }

  /**
   * Whether its body is compressed by itself, as up to version 4 if the client asked for
   * compression. Nothing here reads such a body. From version 5 on, when segments are compressed,
   * drivers still set the flag, and it means nothing.
   */
  public boolean isCompressed() {
    return !isOfSegmentedVersion() && (bytes[1] & FrameFlag.COMPRESSED) != 0;
  }

  /** The same in another stream. */
  public Envelope inStream(int stream) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putShort(STREAM, (short) stream);
    return new Envelope(changed);
  }

  boolean isResponse() {
    return (bytes[0] & RESPONSE) != 0;
  }

  /** Whether connections of its version come to speak in segments. */
  boolean isOfSegmentedVersion() {
    return version() >= Version.V5;
  }

  /** Header and body; not to be changed. */
  byte[] bytes() {
    return bytes;
  }
}
