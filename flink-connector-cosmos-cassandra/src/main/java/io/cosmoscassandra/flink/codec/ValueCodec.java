package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.RowData;

/**
 * Translates the values of one column between Flink's internal data structures and the bytes of the
 * native protocol, in both directions.
 *
 * <p>A codec is built once per column when a table is opened, by {@link ValueCodecs}, and is used
 * by one thread at a time. Values are never {@code null} here: absence is the business of the row.
 */
@Internal
public abstract class ValueCodec {

  /**
   * Appends the bytes of a value, without their length.
   *
   * @throws ValueException if the value does not fit the column without a change
   */
  public abstract void encode(Object value, DataOutputSerializer out) throws IOException;

  /**
   * Reads the value that lies between the buffer's position and its limit. It is null if there are
   * no bytes and the type is none for which that means something: Cassandra has such "empty" values
   * for historical reasons.
   *
   * @throws ValueException if the value does not fit the Flink type without a change
   */
  public abstract Object decode(ByteBuffer bytes);

  /**
   * Appends the bytes of a field that is not null. Codecs of primitive types override it, so that
   * no value is boxed on the way of a row.
   */
  public abstract void encodeField(RowData row, int position, DataOutputSerializer out)
      throws IOException;
}
