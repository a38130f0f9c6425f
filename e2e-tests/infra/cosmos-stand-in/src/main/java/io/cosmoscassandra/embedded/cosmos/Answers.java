package io.cosmoscassandra.embedded.cosmos;

import com.datastax.oss.protocol.internal.Frame;
import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.ProtocolConstants.RowsFlag;
import com.datastax.oss.protocol.internal.request.Batch;
import com.datastax.oss.protocol.internal.request.Execute;
import com.datastax.oss.protocol.internal.request.Query;
import com.datastax.oss.protocol.internal.request.query.QueryOptions;
import com.datastax.oss.protocol.internal.response.AuthSuccess;
import com.datastax.oss.protocol.internal.response.Authenticate;
import com.datastax.oss.protocol.internal.response.Result;
import com.datastax.oss.protocol.internal.response.result.DefaultRows;
import com.datastax.oss.protocol.internal.response.result.Rows;
import com.datastax.oss.protocol.internal.response.result.RowsMetadata;
import com.datastax.oss.protocol.internal.response.result.Void;
import com.datastax.oss.protocol.internal.util.Flags;
import io.cosmoscassandra.embedded.proxy.Envelope;
import io.cosmoscassandra.embedded.proxy.MessageCodec;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** Makes messages that no node would send, and changes those that it has sent. */
final class Answers {

  private static final String REQUEST_CHARGE = "RequestCharge";
  private static final String AUTHENTICATOR = "org.apache.cassandra.auth.PasswordAuthenticator";
  private static final int VERSION = 4;

  private Answers() {}

  static Envelope authenticate(int stream) {
    return response(stream, new Authenticate(AUTHENTICATOR));
  }

  static Envelope authenticated(int stream) {
    return response(stream, new AuthSuccess(null));
  }

  /** What a statement is answered with that leaves the node nothing to do. */
  static Envelope done(int stream) {
    return response(stream, Void.INSTANCE);
  }

  /** The same request at another consistency level. */
  static Envelope atLevel(Frame request, Level level) {
    return request(request, atLevel(request.message, level.code()));
  }

  private static Message atLevel(Message message, int level) {
    if (message instanceof Query query) {
      return new Query(query.query, atLevel(query.options, level));
    } else if (message instanceof Execute execute) {
      return new Execute(
          execute.queryId, execute.resultMetadataId, atLevel(execute.options, level));
    } else if (message instanceof Batch batch) {
      return new Batch(
          batch.flags,
          batch.type,
          batch.queriesOrIds,
          batch.values,
          level,
          batch.serialConsistency,
          batch.defaultTimestamp,
          batch.keyspace,
          batch.nowInSeconds);
    }
    throw new IllegalArgumentException("has no consistency level: " + message);
  }

  private static QueryOptions atLevel(QueryOptions options, int level) {
    return new QueryOptions(
        options.flags,
        level,
        options.positionalValues,
        options.namedValues,
        options.skipMetadata,
        options.pageSize,
        options.pagingState,
        options.serialConsistency,
        options.defaultTimestamp,
        options.keyspace,
        options.nowInSeconds);
  }

  /** The same QUERY with another text. */
  static Envelope withText(Frame request, String text) {
    return request(request, new Query(text, ((Query) request.message).options));
  }

  /** The same response with the price of the request in its payload. */
  static Envelope charged(Envelope response, double units, boolean withoutRows) {
    Frame frame = MessageCodec.read(response);
    if (!(frame.message instanceof Result result) || !frame.customPayload.isEmpty()) {
      return response;
    }
    ByteBuffer price = ByteBuffer.allocate(Double.BYTES).putDouble(0, units);
    return MessageCodec.write(
        Frame.forResponse(
            frame.protocolVersion,
            frame.streamId,
            frame.tracingId,
            Map.of(REQUEST_CHARGE, price),
            frame.warnings,
            withoutRows ? emptied(result) : result));
  }

  /** The same result without its rows; only to be told of a statement that was prepared. */
  private static Result emptied(Result result) {
    if (!(result instanceof Rows rows)) {
      return result;
    }
    RowsMetadata metadata = rows.getMetadata();
    return Flags.contains(metadata.flags, RowsFlag.NO_METADATA)
            && !Flags.contains(metadata.flags, RowsFlag.HAS_MORE_PAGES)
        ? new DefaultRows(metadata, new ArrayDeque<>())
        : result;
  }

  private static Envelope request(Frame request, Message message) {
    return MessageCodec.write(
        Frame.forRequest(
            request.protocolVersion,
            request.streamId,
            request.tracing,
            request.customPayload,
            message));
  }

  private static Envelope response(int stream, Message message) {
    return MessageCodec.write(
        Frame.forResponse(VERSION, stream, null, Frame.NO_PAYLOAD, List.of(), message));
  }
}
