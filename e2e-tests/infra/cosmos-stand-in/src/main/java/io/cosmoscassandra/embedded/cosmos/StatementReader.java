package io.cosmoscassandra.embedded.cosmos;

import io.cosmoscassandra.embedded.cosmos.Statement.Part;
import io.cosmoscassandra.embedded.proxy.Body;
import io.cosmoscassandra.embedded.proxy.Frame;
import io.cosmoscassandra.embedded.proxy.Opcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads requests of version 4. */
final class StatementReader {

  private static final int LOGGED = 0;
  private static final int KIND_TEXT = 0;
  private static final int HAS_VALUES = 0x01;
  private static final int VALUES_HAVE_NAMES = 0x40;

  private final Map<ByteBuffer, Prepared> prepared;

  StatementReader(Map<ByteBuffer, Prepared> prepared) {
    this.prepared = prepared;
  }

  /**
   * Reads a request.
   *
   * @param keyspace the connection's own keyspace, or nothing
   */
  Statement read(Frame frame, Optional<String> keyspace) {
    Body body = frame.body();
    if (frame.has(Frame.CUSTOM_PAYLOAD)) {
      body.skipCustomPayload();
    }
    boolean traced = frame.has(Frame.TRACING);
    return switch (frame.opcode()) {
      case PREPARE ->
          new Statement(
              Opcode.PREPARE,
              List.of(text(body.readLongString(), keyspace)),
              false,
              Optional.empty(),
              0,
              traced);
      case QUERY -> {
        Part part = text(body.readLongString(), keyspace);
        int levelAt = body.position();
        Level level = Level.of(body.readShort());
        yield new Statement(
            Opcode.QUERY, List.of(part), false, Optional.of(level), levelAt, traced);
      }
      case EXECUTE -> execute(body, traced);
      case BATCH -> batch(body, keyspace, traced);
      default -> throw new IllegalArgumentException("not a statement: " + frame.opcode());
    };
  }

  private static Part text(String text, Optional<String> keyspace) {
    return new Part(Cql.parse(text, keyspace), Optional.empty(), text.length());
  }

  private Statement execute(Body body, boolean traced) {
    Prepared known = prepared.get(body.readShortBytes());
    int levelAt = body.position();
    Optional<Level> level = Optional.of(Level.of(body.readShort()));
    int flags = body.readByte();
    List<byte[]> values =
        (flags & HAS_VALUES) == 0 || (flags & VALUES_HAVE_NAMES) != 0 ? List.of() : values(body);
    return new Statement(
        Opcode.EXECUTE,
        known == null ? List.of() : List.of(part(known, values)),
        false,
        level,
        levelAt,
        traced);
  }

  private Statement batch(Body body, Optional<String> keyspace, boolean traced) {
    boolean logged = body.readByte() == LOGGED;
    int count = body.readShort();
    List<Part> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (body.readByte() == KIND_TEXT) {
        parts.add(text(body.readLongString(), keyspace));
        values(body);
      } else {
        Prepared known = prepared.get(body.readShortBytes());
        List<byte[]> values = values(body);
        if (known != null) {
          parts.add(part(known, values));
        }
      }
    }
    int levelAt = body.position();
    return new Statement(
        Opcode.BATCH, parts, logged, Optional.of(Level.of(body.readShort())), levelAt, traced);
  }

  private static Part part(Prepared known, List<byte[]> values) {
    int bytes = values.stream().mapToInt(value -> value == null ? 0 : value.length).sum();
    return new Part(known.cql(), known.partition(values), bytes);
  }

  private static List<byte[]> values(Body body) {
    int count = body.readShort();
    List<byte[]> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(body.readBytes());
    }
    return values;
  }
}
