package io.cosmoscassandra.embedded.cosmos;

import com.datastax.oss.protocol.internal.response.result.ColumnSpec;
import io.cosmoscassandra.embedded.proxy.Envelope;
import io.cosmoscassandra.embedded.proxy.MessageCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A statement that a client has prepared.
 *
 * @param cql what it says
 * @param partitionKey which of its markers make the partition key, in this order; may be empty
 */
record Prepared(ByteBuffer id, Cql cql, List<Integer> partitionKey) {

  /** Reads a node's answer to PREPARE. */
  static Optional<Prepared> of(Envelope response, Cql cql) {
    if (!(MessageCodec.read(response).message
        instanceof com.datastax.oss.protocol.internal.response.result.Prepared result)) {
      return Optional.empty();
    }
    int[] indices = result.variablesMetadata.pkIndices;
    return Optional.of(
        new Prepared(
            ByteBuffer.wrap(result.preparedQueryId),
            result.variablesMetadata.columnSpecs.stream()
                .findFirst()
                .map(marker -> inTableOf(marker, cql))
                .orElse(cql),
            indices == null ? List.of() : Arrays.stream(indices).boxed().toList()));
  }

  /** The node knows the keyspace, which the text need not tell. */
  private static Cql inTableOf(ColumnSpec marker, Cql cql) {
    return new Cql(cql.text(), cql.kind(), Optional.of(marker.ksName + "." + marker.tableName));
  }

  /** The partition key among the values, if all of it is there. */
  Optional<ByteBuffer> partition(List<ByteBuffer> values) {
    if (partitionKey.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    for (int marker : partitionKey) {
      ByteBuffer value = marker < values.size() ? values.get(marker) : null;
      if (value == null) {
        return Optional.empty();
      }
      key.write(value.array(), value.arrayOffset() + value.position(), value.remaining());
    }
    return Optional.of(ByteBuffer.wrap(key.toByteArray()));
  }
}
