package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.protocol.internal.ProtocolConstants;

/** The errors of the native protocol that a server may answer a statement with. */
public enum ErrorCode {
  SERVER_ERROR(ProtocolConstants.ErrorCode.SERVER_ERROR),
  PROTOCOL_ERROR(ProtocolConstants.ErrorCode.PROTOCOL_ERROR),
  BAD_CREDENTIALS(ProtocolConstants.ErrorCode.AUTH_ERROR),
  UNAVAILABLE(ProtocolConstants.ErrorCode.UNAVAILABLE),
  OVERLOADED(ProtocolConstants.ErrorCode.OVERLOADED),
  IS_BOOTSTRAPPING(ProtocolConstants.ErrorCode.IS_BOOTSTRAPPING),
  TRUNCATE_ERROR(ProtocolConstants.ErrorCode.TRUNCATE_ERROR),
  WRITE_TIMEOUT(ProtocolConstants.ErrorCode.WRITE_TIMEOUT),
  READ_TIMEOUT(ProtocolConstants.ErrorCode.READ_TIMEOUT),
  READ_FAILURE(ProtocolConstants.ErrorCode.READ_FAILURE),
  WRITE_FAILURE(ProtocolConstants.ErrorCode.WRITE_FAILURE),
  SYNTAX_ERROR(ProtocolConstants.ErrorCode.SYNTAX_ERROR),
  UNAUTHORIZED(ProtocolConstants.ErrorCode.UNAUTHORIZED),
  INVALID(ProtocolConstants.ErrorCode.INVALID),
  CONFIG_ERROR(ProtocolConstants.ErrorCode.CONFIG_ERROR),
  UNPREPARED(ProtocolConstants.ErrorCode.UNPREPARED);

  private final int code;

  ErrorCode(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
