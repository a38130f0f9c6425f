package io.cosmoscassandra.flink.client;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.internal.core.cql.DefaultBoundStatement;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * The rows of a batch, in the bytes that a request has for them. The driver would make ten objects
 * of every row, to write them one by one on the thread that all requests share.
 *
 * <p>They travel in place of a statement's values, which the driver hands on to its codec without a
 * look at them; that of our sessions, {@link EncodedRowsCodec}, knows them.
 */
@Internal
public final class EncodedRows extends AbstractList<ByteBuffer> {

  private final byte[] bytes;
  private final int length;
  private final int rows;

  /**
   * Rows one after the other: the kind of a statement, its prepared id and its values.
   *
   * @param length how many of the bytes there are
   */
  public EncodedRows(byte[] bytes, int length, int rows) {
    this.bytes = bytes;
    this.length = length;
    this.rows = rows;
  }

  /**
   * A batch of these rows. To the driver it looks like one of the first row alone, by which it
   * finds out who has the data.
   */
  public BatchStatement batch(BoundStatement first) {
    return BatchStatement.builder(BatchType.UNLOGGED)
        .addStatement(new Carrier(first, this))
        .setIdempotence(true)
        .build();
  }

  int rows() {
    return rows;
  }

  int length() {
    return length;
  }

  void writeTo(ByteBuf request) {
    request.writeBytes(bytes, 0, length);
  }

  @Override
  public ByteBuffer get(int index) {
    throw new UnsupportedOperationException(
        "Batches need version 4 or 5 of the native protocol ('driver.advanced.protocol.version')."
            + " With an older one, set 'sink.batch.grouping' = 'none'.");
  }

  @Override
  public int size() {
    return 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedRows that
        && rows == that.rows
        && Arrays.equals(bytes, 0, length, that.bytes, 0, that.length);
  }

  @Override
  public int hashCode() {
    return 31 * rows + ByteBuffer.wrap(bytes, 0, length).hashCode();
  }

  @Override
  public String toString() {
    return rows + ":" + HexFormat.of().formatHex(bytes, 0, length);
  }

  private static final class Carrier extends DefaultBoundStatement {

    private final EncodedRows rows;

    private Carrier(BoundStatement first, EncodedRows rows) {
      super(
          first.getPreparedStatement(),
          first.getPreparedStatement().getVariableDefinitions(),
          first.getValues().toArray(new ByteBuffer[0]),
          first.getExecutionProfileName(),
          first.getExecutionProfile(),
          first.getRoutingKeyspace(),
          first.getRoutingKey(),
          first.getRoutingToken(),
          first.getCustomPayload(),
          first.isIdempotent(),
          first.isTracing(),
          first.getQueryTimestamp(),
          first.getPagingState(),
          first.getPageSize(),
          first.getConsistencyLevel(),
          first.getSerialConsistencyLevel(),
          first.getTimeout(),
          first.codecRegistry(),
          first.protocolVersion(),
          first.getNode(),
          first.getNowInSeconds());
      this.rows = rows;
    }

    @Override
    public List<ByteBuffer> getValues() {
      return rows;
    }
  }
}
