package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** How the values of a rarer CQL type are written as text. */
interface TextForm {

  /**
   * Appends the bytes of the value that the text means.
   *
   * @throws ValueException if it means none
   */
  void write(String text, DataOutputSerializer out) throws IOException;

  String read(ByteBuffer bytes);
}
