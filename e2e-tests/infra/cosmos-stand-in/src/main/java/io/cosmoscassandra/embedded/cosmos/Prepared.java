package io.cosmoscassandra.embedded.cosmos;

import io.cosmoscassandra.embedded.proxy.Body;
import io.cosmoscassandra.embedded.proxy.Frame;
import io.cosmoscassandra.embedded.proxy.Opcode;
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

  private static final int RESULT_PREPARED = 0x0004;
  private static final int GLOBAL_TABLE = 0x0001;

  /** Reads a node's answer to PREPARE. */
  static Optional<Prepared> of(Frame response, Cql cql) {
    if (response.opcode() != Opcode.RESULT) {
      return Optional.empty();
    }
    Body body = response.body();
    body.skipPreamble(response);
    if (body.readInt() != RESULT_PREPARED) {
      return Optional.empty();
    }
    ByteBuffer id = body.readShortBytes();
    boolean globalTable = (body.readInt() & GLOBAL_TABLE) != 0;
    body.readInt();
    Integer[] partitionKey = new Integer[body.readInt()];
    for (int i = 0; i < partitionKey.length; i++) {
      partitionKey[i] = body.readShort();
    }
    Cql known =
        globalTable
            ? new Cql(
                cql.text(), cql.kind(), Optional.of(body.readString() + "." + body.readString()))
            : cql;
    return Optional.of(new Prepared(id, known, Arrays.asList(partitionKey)));
  }

  /** The partition key among the values, if all of it is there. */
  Optional<ByteBuffer> partition(List<byte[]> values) {
    if (partitionKey.isEmpty()) {
      return Optional.empty();
    }
    ByteArrayOutputStream key = new ByteArrayOutputStream();
    for (int marker : partitionKey) {
      byte[] value = marker < values.size() ? values.get(marker) : null;
      if (value == null) {
        return Optional.empty();
      }
      key.writeBytes(value);
    }
    return Optional.of(ByteBuffer.wrap(key.toByteArray()));
  }
}
