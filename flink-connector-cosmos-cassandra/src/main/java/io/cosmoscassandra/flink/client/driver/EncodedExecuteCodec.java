package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.PrimitiveSizes;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.request.Execute;
import com.datastax.oss.protocol.internal.request.query.QueryOptions;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** Encodes executions of a statement with a single row of {@link EncodedRows}. */
final class EncodedExecuteCodec extends EncodedRowsCodec {

  EncodedExecuteCodec(Message.Codec plain) {
    super(plain);
  }

  @Override
  @Nullable
  EncodedRows rowsOf(Message message) {
    List<ByteBuffer> values = ((Execute) message).options.positionalValues;
    return values instanceof EncodedRows rows && rows.count() == 1 ? rows : null;
  }

  /**
   * Keeps the flags, which say that values follow, so that the driver writes their count of zero.
   */
  @Override
  Message withoutRows(Message message) {
    Execute execute = (Execute) message;
    QueryOptions options = execute.options;
    return new Execute(
        execute.queryId,
        execute.resultMetadataId,
        new QueryOptions(
            options.flags,
            options.consistency,
            List.of(),
            Map.of(),
            options.skipMetadata,
            options.pageSize,
            options.pagingState,
            options.serialConsistency,
            options.defaultTimestamp,
            options.keyspace,
            options.nowInSeconds));
  }

  @Override
  int bytesBeforeCount(Message message) {
    Execute execute = (Execute) message;
    int ids = PrimitiveSizes.sizeOfShortBytes(execute.queryId);
    if (protocolVersion >= ProtocolConstants.Version.V5) {
      ids += PrimitiveSizes.sizeOfShortBytes(execute.resultMetadataId);
    }
    int consistency = PrimitiveSizes.SHORT;
    return ids + consistency + QueryOptions.queryFlagsSize(protocolVersion);
  }

  @Override
  int lengthOf(EncodedRows rows) {
    return rows.length() - rows.valuesAt() - Short.BYTES;
  }

  @Override
  void write(EncodedRows rows, ByteBuf request) {
    rows.writeValuesTo(request);
  }
}
