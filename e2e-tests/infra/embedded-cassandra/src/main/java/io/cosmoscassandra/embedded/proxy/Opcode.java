package io.cosmoscassandra.embedded.proxy;

import java.util.Arrays;

/** The kind of a frame of the native protocol. */
public enum Opcode {
  ERROR(0x00),
  STARTUP(0x01),
  READY(0x02),
  AUTHENTICATE(0x03),
  OPTIONS(0x05),
  SUPPORTED(0x06),
  QUERY(0x07),
  RESULT(0x08),
  PREPARE(0x09),
  EXECUTE(0x0A),
  REGISTER(0x0B),
  EVENT(0x0C),
  BATCH(0x0D),
  AUTH_CHALLENGE(0x0E),
  AUTH_RESPONSE(0x0F),
  AUTH_SUCCESS(0x10);

  private static final Opcode[] BY_CODE = new Opcode[0x11];

  static {
    Arrays.stream(values()).forEach(opcode -> BY_CODE[opcode.code] = opcode);
  }

  private final int code;

  Opcode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static Opcode of(int code) {
    if (code < 0 || code >= BY_CODE.length || BY_CODE[code] == null) {
      throw new IllegalArgumentException("no opcode of the native protocol: " + code);
    }
    return BY_CODE[code];
  }
}
