package io.cosmoscassandra.embedded.cosmos;

import io.cosmoscassandra.embedded.proxy.Opcode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * What a client wants done with rows or with the schema.
 *
 * @param opcode how it came
 * @param parts its statements: one, or those of a batch; none if a statement is not known
 * @param loggedBatch whether it is a batch that asks for a log
 * @param level the consistency level it asks for, if it is executed and not just prepared
 * @param traced whether the client wants to see how it went
 */
record Statement(
    Opcode opcode, List<Part> parts, boolean loggedBatch, Optional<Level> level, boolean traced) {

  /**
   * One statement.
   *
   * @param partition the key of the partition it is about, if that can be told
   * @param bytes the size of its values or of its text
   */
  record Part(Cql cql, Optional<ByteBuffer> partition, int bytes) {}

  boolean isExecuted() {
    return opcode != Opcode.PREPARE;
  }

  Optional<Part> first() {
    return parts.stream().findFirst();
  }

  boolean isWrite() {
    return first().filter(part -> part.cql().kind() == Cql.Kind.WRITE).isPresent();
  }
}
