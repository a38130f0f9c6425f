package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.request.Batch;
import io.netty.buffer.ByteBuf;
import java.util.List;
import javax.annotation.Nullable;

/** Encodes batches of {@link EncodedRows}. */
final class EncodedBatchCodec extends EncodedRowsCodec {

  EncodedBatchCodec(Message.Codec plain) {
    super(plain);
  }

  @Override
  @Nullable
  EncodedRows rowsOf(Message message) {
    Batch batch = (Batch) message;
    if (batch.values.size() != 1 || !(batch.values.get(0) instanceof EncodedRows rows)) {
      return null;
    }
    if (protocolVersion < ProtocolConstants.Version.V4) {
      // Version 3 has no unset values; they would become null, which deletes.
      throw new UnsupportedOperationException(
          "Batches need version 4 or 5 of the native protocol ('driver.advanced.protocol.version')."
              + " With an older one, set 'sink.batch.grouping' = 'none'.");
    }
    return rows;
  }

  @Override
  Message withoutRows(Message message) {
    Batch batch = (Batch) message;
    return new Batch(
        batch.flags,
        batch.type,
        List.of(),
        List.of(),
        batch.consistency,
        batch.serialConsistency,
        batch.defaultTimestamp,
        batch.keyspace,
        batch.nowInSeconds);
  }

  /** The count follows the type of the batch. */
  @Override
  int bytesBeforeCount(Message message) {
    return Byte.BYTES;
  }

  @Override
  int lengthOf(EncodedRows rows) {
    return rows.length();
  }

  @Override
  void write(EncodedRows rows, ByteBuf request) {
    request.writeShort(rows.count());
    rows.writeTo(request);
  }
}
