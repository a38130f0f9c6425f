package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.protocol.internal.ProtocolConstants;
import java.util.Arrays;

/** The kind of a message of the native protocol. */
public enum Opcode {
  ERROR(ProtocolConstants.Opcode.ERROR),
  STARTUP(ProtocolConstants.Opcode.STARTUP),
  READY(ProtocolConstants.Opcode.READY),
  AUTHENTICATE(ProtocolConstants.Opcode.AUTHENTICATE),
  OPTIONS(ProtocolConstants.Opcode.OPTIONS),
  SUPPORTED(ProtocolConstants.Opcode.SUPPORTED),
  QUERY(ProtocolConstants.Opcode.QUERY),
  RESULT(ProtocolConstants.Opcode.RESULT),
  PREPARE(ProtocolConstants.Opcode.PREPARE),
  EXECUTE(ProtocolConstants.Opcode.EXECUTE),
  REGISTER(ProtocolConstants.Opcode.REGISTER),
  EVENT(ProtocolConstants.Opcode.EVENT),
  BATCH(ProtocolConstants.Opcode.BATCH),
  AUTH_CHALLENGE(ProtocolConstants.Opcode.AUTH_CHALLENGE),
  AUTH_RESPONSE(ProtocolConstants.Opcode.AUTH_RESPONSE),
  AUTH_SUCCESS(ProtocolConstants.Opcode.AUTH_SUCCESS);

  private static final Opcode[] BY_CODE = new Opcode[0x11];

  static {
    Arrays.stream(values()).forEach(opcode -> BY_CODE[opcode.code] = opcode);
  }

  private final int code;

  Opcode(int code) {
    this.code = code;
  }

  static Opcode of(int code) {
    if (code < 0 || code >= BY_CODE.length || BY_CODE[code] == null) {
      throw new IllegalArgumentException("no opcode of the native protocol: " + code);
    }
    return BY_CODE[code];
  }
}
