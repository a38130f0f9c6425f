package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchType;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.internal.core.cql.DefaultBoundStatement;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * The rows of a request, in the bytes that a batch has for them. The driver would make ten objects
 * of every row, to write them one by one on the thread that all requests share.
 *
 * <p>They travel in place of a statement's values, which the driver hands on to its codec without a
 * look at them; those of our sessions, {@link EncodedRowsCodec}, know them. To all others they are
 * the values of the first row, by which the driver finds out who has the data.
 */
@Internal
public final class EncodedRows extends AbstractList<ByteBuffer> {

  /** Says that a statement of a batch is named by its prepared id. */
  private static final byte PREPARED = 1;

  private static final int ID_LENGTH_AT = Byte.BYTES;
  private static final int ID_AT = ID_LENGTH_AT + Short.BYTES;
  private static final int UNSET = -2;

  private final ByteBuffer bytes;
  private final int rows;

  /**
   * Rows one after the other: what {@link #headOf} tells, then the values, each behind its length.
   *
   * @param bytes begins with the first row, and ends behind the last
   */
  public EncodedRows(ByteBuffer bytes, int rows) {
    this.bytes = bytes;
    this.rows = rows;
  }

  /** What every row of a statement begins with. */
  public static byte[] headOf(PreparedStatement statement) {
    ByteBuffer id = statement.getId().duplicate();
    byte[] bytes = new byte[id.remaining()];
    id.get(bytes);
    return head(bytes, statement.getVariableDefinitions().size());
  }

  /** What every row of a statement with this id and so many markers begins with. */
  public static byte[] head(byte[] preparedId, int markers) {
    return ByteBuffer.allocate(ID_AT + preparedId.length + Short.BYTES)
        .put(PREPARED)
        .putShort((short) preparedId.length)
        .put(preparedId)
        .putShort((short) markers)
        .array();
  }

  /**
   * A request that writes these rows.
   *
   * @param unbound the statement of the first row, without values
   * @param batchType what a batch of several rows is
   */
  public Statement<?> boundTo(BoundStatement unbound, BatchType batchType) {
    Carrier carrier = new Carrier(unbound, this);
    return rows == 1
        ? carrier
        : BatchStatement.builder(batchType)
            .addStatement(carrier)
            .setIdempotence(unbound.isIdempotent())
            .setConsistencyLevel(unbound.getConsistencyLevel())
            .setSerialConsistencyLevel(unbound.getSerialConsistencyLevel())
            // No time-out: batches of the driver have only that of its configuration.
            .build();
  }

  int rows() {
    return rows;
  }

  int length() {
    return bytes.limit();
  }

  void writeTo(ByteBuf request) {
    request.writeBytes(bytes.duplicate());
  }

  /** Where the first row's values begin, with their number. */
  int valuesAt() {
    return ID_AT + bytes.getShort(ID_LENGTH_AT);
  }

  void writeValuesTo(ByteBuf request) {
    int at = valuesAt();
    request.writeBytes(bytes.slice(at, bytes.limit() - at));
  }

  /** A value of the first row. */
  @Override
  @Nullable
  public ByteBuffer get(int index) {
    Objects.checkIndex(index, size());
    int at = valuesAt() + Short.BYTES;
    for (int i = 0; i < index; i++) {
      at += Integer.BYTES + Math.max(0, bytes.getInt(at));
    }
    int length = bytes.getInt(at);
    if (length >= 0) {
      return bytes.slice(at + Integer.BYTES, length);
    }
    return length == UNSET ? ProtocolConstants.UNSET_VALUE : null;
  }

  @Override
  public int size() {
    return bytes.getShort(valuesAt());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedRows that && rows == that.rows && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * rows + bytes.hashCode();
  }

  @Override
  public String toString() {
    return rows + ":" + ByteBufUtil.hexDump(Unpooled.wrappedBuffer(bytes));
  }

  private static final class Carrier extends DefaultBoundStatement {

    private final EncodedRows rows;

    private Carrier(BoundStatement unbound, EncodedRows rows) {
      super(
          unbound.getPreparedStatement(),
          unbound.getPreparedStatement().getVariableDefinitions(),
          // A copy that the driver's setters make has no values and is refused: it must not write
          // one row out of many.
          new ByteBuffer[0],
          unbound.getExecutionProfileName(),
          unbound.getExecutionProfile(),
          unbound.getRoutingKeyspace(),
          null,
          unbound.getRoutingToken(),
          unbound.getCustomPayload(),
          unbound.isIdempotent(),
          unbound.isTracing(),
          unbound.getQueryTimestamp(),
          unbound.getPagingState(),
          unbound.getPageSize(),
          unbound.getConsistencyLevel(),
          unbound.getSerialConsistencyLevel(),
          unbound.getTimeout(),
          unbound.codecRegistry(),
          unbound.protocolVersion(),
          unbound.getNode(),
          unbound.getNowInSeconds());
      this.rows = rows;
    }

    @Override
    public List<ByteBuffer> getValues() {
      return rows;
    }

    @Override
    @Nullable
    public ByteBuffer getBytesUnsafe(int index) {
      return rows.get(index);
    }
  }
}
