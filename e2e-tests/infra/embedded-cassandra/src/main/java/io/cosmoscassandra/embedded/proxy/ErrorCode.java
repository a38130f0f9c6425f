package io.cosmoscassandra.embedded.proxy;

/** The errors of the native protocol that a server may answer a statement with. */
public enum ErrorCode {
  SERVER_ERROR(0x0000),
  PROTOCOL_ERROR(0x000A),
  BAD_CREDENTIALS(0x0100),
  UNAVAILABLE(0x1000),
  OVERLOADED(0x1001),
  IS_BOOTSTRAPPING(0x1002),
  TRUNCATE_ERROR(0x1003),
  WRITE_TIMEOUT(0x1100),
  READ_TIMEOUT(0x1200),
  READ_FAILURE(0x1300),
  WRITE_FAILURE(0x1500),
  SYNTAX_ERROR(0x2000),
  UNAUTHORIZED(0x2100),
  INVALID(0x2200),
  CONFIG_ERROR(0x2300),
  UNPREPARED(0x2500);

  private final int code;

  ErrorCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
