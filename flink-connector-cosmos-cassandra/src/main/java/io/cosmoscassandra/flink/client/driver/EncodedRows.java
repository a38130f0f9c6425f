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
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Rows of one request, encoded as the native protocol lays them out in a batch. The driver would
 * create ten objects per row, and encode them one by one on the thread that all requests share.
 *
 * <p>They take the place of a statement's values, which the driver passes to its codecs unread. The
 * codecs of our sessions, {@link EncodedRowsCodec}, insert the encoded rows. Everything else sees
 * the values of the first row, from which the driver computes the replicas to send the request to.
 * Iterating over them is rejected if there are several rows: that is how the driver's own codecs
 * read values, so a session that is not ours would write the first row and drop the others.
 */
@Internal
public final class EncodedRows extends AbstractList<ByteBuffer> {

  /** Kind of a batch entry that refers to its statement by the id of the prepared statement. */
  private static final byte PREPARED = 1;

  private static final int ID_LENGTH_AT = Byte.BYTES;
  private static final int ID_AT = ID_LENGTH_AT + Short.BYTES;
  private static final int UNSET = -2;

  private final ByteBuffer bytes;
  private final int count;

  /**
   * Creates a view of rows that follow each other: the {@linkplain #headOf head} of each, then its
   * values, each after its length.
   *
   * @param bytes the rows, from index 0 to the limit
   */
  public EncodedRows(ByteBuffer bytes, int count) {
    this.bytes = bytes;
    this.count = count;
  }

  /** Returns the bytes that every row of a statement begins with. */
  public static byte[] headOf(PreparedStatement statement) {
    ByteBuffer id = statement.getId().duplicate();
    byte[] bytes = new byte[id.remaining()];
    id.get(bytes);
    return head(bytes, statement.getVariableDefinitions().size());
  }

  /**
   * Returns the bytes that every row of a statement with this id and number of markers begins with.
   */
  public static byte[] head(byte[] preparedId, int markers) {
    return ByteBuffer.allocate(ID_AT + preparedId.length + Short.BYTES)
        .put(PREPARED)
        .putShort((short) preparedId.length)
        .put(preparedId)
        .putShort((short) markers)
        .array();
  }

  /**
   * Returns a request that writes these rows, for sessions of ours only; see {@link RowSender}.
   *
   * @param unbound the statement of the first row, without values
   * @param batchType the type of the batch, if there are several rows
   */
  Statement<?> boundTo(BoundStatement unbound, BatchType batchType) {
    Carrier carrier = new Carrier(unbound, this);
    return count == 1
        ? carrier
        : BatchStatement.builder(batchType)
            .addStatement(carrier)
            .setIdempotence(unbound.isIdempotent())
            .setConsistencyLevel(unbound.getConsistencyLevel())
            .setSerialConsistencyLevel(unbound.getSerialConsistencyLevel())
            // No timeout: the driver applies only the configured one to batches.
            .build();
  }

  int count() {
    return count;
  }

  int length() {
    return bytes.limit();
  }

  void writeTo(ByteBuf request) {
    request.writeBytes(bytes.duplicate());
  }

  /** Returns the index at which the values of the first row begin with their count. */
  int valuesAt() {
    return ID_AT + bytes.getShort(ID_LENGTH_AT);
  }

  void writeValuesTo(ByteBuf request) {
    int at = valuesAt();
    request.writeBytes(bytes.slice(at, bytes.limit() - at));
  }

  /** Returns a value of the first row. */
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

  /** Iterates over the values of the only row. */
  @Override
  public Iterator<ByteBuffer> iterator() {
    if (count != 1) {
      throw new IllegalStateException(
          "%d encoded rows cannot be written by this session: only sessions of %s know them"
              .formatted(count, EncodedRowsSessionBuilder.class.getSimpleName()));
    }
    return super.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedRows that && count == that.count && bytes.equals(that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * count + bytes.hashCode();
  }

  @Override
  public String toString() {
    return count + ":" + ByteBufUtil.hexDump(Unpooled.wrappedBuffer(bytes));
  }

  /** A statement whose values are those of encoded rows. */
  private static final class Carrier extends DefaultBoundStatement {

    private final EncodedRows rows;

    private Carrier(BoundStatement unbound, EncodedRows rows) {
      super(
          unbound.getPreparedStatement(),
          unbound.getPreparedStatement().getVariableDefinitions(),
          // The driver's setters copy the statement without values, and the server rejects that
          // copy: it must not write one row out of many.
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
