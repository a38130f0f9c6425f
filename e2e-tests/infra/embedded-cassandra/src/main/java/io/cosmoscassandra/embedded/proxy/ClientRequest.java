package io.cosmoscassandra.embedded.proxy;

import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.ProtocolConstants.BatchType;
import com.datastax.oss.protocol.internal.ProtocolConstants.WriteType;
import com.datastax.oss.protocol.internal.request.Batch;
import com.datastax.oss.protocol.internal.request.Execute;
import com.datastax.oss.protocol.internal.request.Prepare;
import com.datastax.oss.protocol.internal.request.Query;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a policy sees of a request.
 *
 * <p>A body that is compressed by itself, as up to version 4 of the protocol, is not read: its
 * queries are unknown and count as one.
 */
public final class ClientRequest {

  private final Envelope envelope;
  private final InetSocketAddress node;
  private final PreparedQueries prepared;

  /** Null until it is asked for. */
  private Message message;

  ClientRequest(Envelope envelope, InetSocketAddress node, PreparedQueries prepared) {
    this.envelope = envelope;
    this.node = node;
    this.prepared = prepared;
  }

  /** The kind of request. */
  public Opcode opcode() {
    return envelope.opcode();
  }

  /** The version of the protocol that it is written in. */
  public int protocolVersion() {
    return envelope.version();
  }

  /** The node that it is meant for. */
  public InetSocketAddress node() {
    return node;
  }

  /** The length of the body in bytes. */
  public int bodySize() {
    return envelope.bodyLength();
  }

  /** How many statements it carries: those of a batch, else one. */
  public int statementCount() {
    return isReadable() && opcode() == Opcode.BATCH ? ((Batch) message()).queriesOrIds.size() : 1;
  }

  /** The CQL of its statements; the empty string for one that was prepared past the proxy. */
  public List<String> queries() {
    if (!isReadable()) {
      return List.of();
    }
    return switch (opcode()) {
      case QUERY -> List.of(((Query) message()).query);
      case PREPARE -> List.of(((Prepare) message()).cqlQuery);
      case EXECUTE -> List.of(textOf(((Execute) message()).queryId));
      case BATCH -> ((Batch) message()).queriesOrIds.stream().map(this::textOf).toList();
      default -> List.of();
    };
  }

  /** Whether a statement in it contains a text, such as the name of a table. */
  public boolean mentions(String text) {
    return queries().stream().anyMatch(query -> query.contains(text));
  }

  /** Whether a text is anywhere in it: in a statement, or as a value that is bound to one. */
  public boolean carries(String text) {
    // A character for a byte, so that no byte is lost where the rest is no text.
    return isReadable()
        && new String(envelope.bytes(), StandardCharsets.ISO_8859_1)
            .contains(
                new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  /** The id of the statement that it executes, or nothing. */
  byte[] preparedId() {
    return isReadable() && opcode() == Opcode.EXECUTE ? ((Execute) message()).queryId : new byte[0];
  }

  /** What a timeout or a failure calls this kind of write. */
  String writeType() {
    if (!isReadable() || opcode() != Opcode.BATCH) {
      return WriteType.SIMPLE;
    }
    return switch (((Batch) message()).type) {
      case BatchType.LOGGED -> WriteType.BATCH;
      case BatchType.UNLOGGED -> WriteType.UNLOGGED_BATCH;
      default -> WriteType.COUNTER;
    };
  }

  private boolean isReadable() {
    return !envelope.isCompressed();
  }

  private Message message() {
    if (message == null) {
      message = MessageCodec.read(envelope).message;
    }
    return message;
  }

  private String textOf(Object queryOrId) {
    return queryOrId instanceof String query
        ? query
        : prepared.textOf(ByteBuffer.wrap((byte[]) queryOrId));
  }
}
