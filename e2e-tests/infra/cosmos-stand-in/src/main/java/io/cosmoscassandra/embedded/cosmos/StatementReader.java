package io.cosmoscassandra.embedded.cosmos;

import com.datastax.oss.protocol.internal.Frame;
import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.ProtocolConstants.BatchType;
import com.datastax.oss.protocol.internal.request.Batch;
import com.datastax.oss.protocol.internal.request.Execute;
import com.datastax.oss.protocol.internal.request.Prepare;
import com.datastax.oss.protocol.internal.request.Query;
import io.cosmoscassandra.embedded.cosmos.Statement.Part;
import io.cosmoscassandra.embedded.proxy.Opcode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Reads requests of version 4. */
final class StatementReader {

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
    Message message = frame.message;
    if (message instanceof Prepare prepare) {
      return new Statement(
          Opcode.PREPARE,
          List.of(text(prepare.cqlQuery, keyspace)),
          false,
          Optional.empty(),
          frame.tracing);
    } else if (message instanceof Query query) {
      return new Statement(
          Opcode.QUERY,
          List.of(text(query.query, keyspace)),
          false,
          Optional.of(Level.of(query.options.consistency)),
          frame.tracing);
    } else if (message instanceof Execute execute) {
      return new Statement(
          Opcode.EXECUTE,
          part(execute.queryId, execute.options.positionalValues).stream().toList(),
          false,
          Optional.of(Level.of(execute.options.consistency)),
          frame.tracing);
    } else if (message instanceof Batch batch) {
      return new Statement(
          Opcode.BATCH,
          parts(batch, keyspace),
          batch.type == BatchType.LOGGED,
          Optional.of(Level.of(batch.consistency)),
          frame.tracing);
    }
    throw new IllegalArgumentException("not a statement: " + message);
  }

  private static Part text(String text, Optional<String> keyspace) {
    return new Part(Cql.parse(text, keyspace), Optional.empty(), text.length());
  }

  private List<Part> parts(Batch batch, Optional<String> keyspace) {
    List<Part> parts = new ArrayList<>(batch.queriesOrIds.size());
    for (int i = 0; i < batch.queriesOrIds.size(); i++) {
      if (batch.queriesOrIds.get(i) instanceof String text) {
        parts.add(text(text, keyspace));
      } else {
        part((byte[]) batch.queriesOrIds.get(i), batch.values.get(i)).ifPresent(parts::add);
      }
    }
    return parts;
  }

  /** A statement that was prepared, if it is known. */
  private Optional<Part> part(byte[] id, List<ByteBuffer> values) {
    int bytes = values.stream().filter(Objects::nonNull).mapToInt(ByteBuffer::remaining).sum();
    return Optional.ofNullable(prepared.get(ByteBuffer.wrap(id)))
        .map(known -> new Part(known.cql(), known.partition(values), bytes));
  }
}
