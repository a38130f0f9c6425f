package io.cosmoscassandra.embedded.proxy;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a policy sees of a request.
 *
 * <p>The body of a compressed request is not read: its queries are unknown and count as one.
 */
public final class ClientRequest {

  private static final int KIND_TEXT = 0;

  private final Frame frame;
  private final InetSocketAddress node;
  private final PreparedQueries prepared;

  ClientRequest(Frame frame, InetSocketAddress node, PreparedQueries prepared) {
    this.frame = frame;
    this.node = node;
    this.prepared = prepared;
  }

  /** The kind of request. */
  public Opcode opcode() {
    return frame.opcode();
  }

  /** The node that it is meant for. */
  public InetSocketAddress node() {
    return node;
  }

  /** The length of the body in bytes. */
  public int bodySize() {
    return frame.bodyLength();
  }

  /** How many statements it carries: those of a batch, else one. */
  public int statementCount() {
    if (!isReadable() || opcode() != Opcode.BATCH) {
      return 1;
    }
    Body body = message();
    body.readByte();
    return body.readShort();
  }

  /** The CQL of its statements; the empty string for one that was prepared past the proxy. */
  public List<String> queries() {
    if (!isReadable()) {
      return List.of();
    }
    return switch (opcode()) {
      case QUERY, PREPARE -> List.of(message().readLongString());
      case EXECUTE -> List.of(prepared.textOf(message().readShortBytes()));
      case BATCH -> queriesOfBatch();
      default -> List.of();
    };
  }

  /** Whether a statement in it contains a text, such as the name of a table. */
  public boolean mentions(String text) {
    return queries().stream().anyMatch(query -> query.contains(text));
  }

  /** Whether a text is anywhere in it: in a statement, or as a value that is bound to one. */
  public boolean carries(String text) {
    return isReadable() && frame.body().contains(text);
  }

  /** The id of the statement that it executes, or nothing. */
  ByteBuffer preparedId() {
    return isReadable() && opcode() == Opcode.EXECUTE
        ? message().readShortBytes()
        : ByteBuffer.allocate(0);
  }

  /** What a timeout or a failure calls this kind of write. */
  String writeType() {
    if (!isReadable() || opcode() != Opcode.BATCH) {
      return "SIMPLE";
    }
    return switch (message().readByte()) {
      case 0 -> "BATCH";
      case 1 -> "UNLOGGED_BATCH";
      default -> "COUNTER";
    };
  }

  private boolean isReadable() {
    return !frame.has(Frame.COMPRESSED);
  }

  private Body message() {
    Body body = frame.body();
    if (frame.has(Frame.CUSTOM_PAYLOAD)) {
      body.skipCustomPayload();
    }
    return body;
  }

  private List<String> queriesOfBatch() {
    Body body = message();
    body.readByte();
    int count = body.readShort();
    List<String> queries = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      boolean isText = body.readByte() == KIND_TEXT;
      queries.add(isText ? body.readLongString() : prepared.textOf(body.readShortBytes()));
      for (int values = body.readShort(); values > 0; values--) {
        body.skipBytes();
      }
    }
    return queries;
  }
}
