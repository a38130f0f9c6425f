package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.protocol.internal.Frame;
import com.datastax.oss.protocol.internal.ProtocolConstants.ConsistencyLevel;
import com.datastax.oss.protocol.internal.ProtocolConstants.Version;
import com.datastax.oss.protocol.internal.response.Error;
import com.datastax.oss.protocol.internal.response.error.ReadFailure;
import com.datastax.oss.protocol.internal.response.error.ReadTimeout;
import com.datastax.oss.protocol.internal.response.error.Unavailable;
import com.datastax.oss.protocol.internal.response.error.Unprepared;
import com.datastax.oss.protocol.internal.response.error.WriteFailure;
import com.datastax.oss.protocol.internal.response.error.WriteTimeout;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/** The error that a client gets to read, with the details that its code demands. */
public final class ErrorResponse {

  private static final int QUORUM = ConsistencyLevel.QUORUM;
  private static final int REQUIRED = 2;
  private static final int RECEIVED = 1;
  private static final int FAILED = 1;

  /** The code that says nothing but that something went wrong. */
  private static final int UNKNOWN_REASON = 0;

  private ErrorResponse() {}

  /** The error in answer to a request. */
  public static Envelope of(Envelope request, ErrorCode code, String message) {
    return of(request, new ClientRequest(request, null, new PreparedQueries()), code, message);
  }

  static Envelope of(Envelope envelope, ClientRequest request, ErrorCode code, String message) {
    return MessageCodec.write(
        Frame.forResponse(
            // Clients that ask for a newer version understand this one.
            Math.min(envelope.version(), Version.V5),
            envelope.stream(),
            null,
            Frame.NO_PAYLOAD,
            List.of(),
            message(request, code, message)));
  }

  private static Error message(ClientRequest request, ErrorCode code, String text) {
    return switch (code) {
      case UNAVAILABLE -> new Unavailable(text, QUORUM, REQUIRED, RECEIVED);
      case WRITE_TIMEOUT -> new WriteTimeout(text, QUORUM, RECEIVED, REQUIRED, request.writeType());
      case READ_TIMEOUT -> new ReadTimeout(text, QUORUM, RECEIVED, REQUIRED, false);
      case WRITE_FAILURE ->
          new WriteFailure(
              text, QUORUM, RECEIVED, REQUIRED, FAILED, reasons(), request.writeType());
      case READ_FAILURE ->
          new ReadFailure(text, QUORUM, RECEIVED, REQUIRED, FAILED, reasons(), false);
      case UNPREPARED -> new Unprepared(text, request.preparedId());
      case SERVER_ERROR,
          PROTOCOL_ERROR,
          BAD_CREDENTIALS,
          OVERLOADED,
          IS_BOOTSTRAPPING,
          TRUNCATE_ERROR,
          SYNTAX_ERROR,
          UNAUTHORIZED,
          INVALID,
          CONFIG_ERROR ->
          new Error(code.code(), text);
    };
  }

  /** From version 5 on, the replicas that failed are named with their reasons. */
  private static Map<InetAddress, Integer> reasons() {
    return Map.of(InetAddress.getLoopbackAddress(), UNKNOWN_REASON);
  }
}
