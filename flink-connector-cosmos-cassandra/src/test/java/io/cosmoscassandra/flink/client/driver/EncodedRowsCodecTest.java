package io.cosmoscassandra.flink.client.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.dse.protocol.internal.DseProtocolConstants;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.protocol.internal.Frame;
import com.datastax.oss.protocol.internal.FrameCodec;
import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.request.Batch;
import com.datastax.oss.protocol.internal.request.Execute;
import com.datastax.oss.protocol.internal.request.query.QueryOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedRowsCodecTest {

  private static final byte[] ID = {7, 8, 9};
  private static final byte[] ROW = {1, 0, 3, 7, 8, 9, 0, 2, 0, 0, 0, 1, 42, -1, -1, -1, -1};
  private static final List<ByteBuffer> VALUES =
      Arrays.asList(ByteBuffer.wrap(new byte[] {42}), null);

  private static final byte[] OTHER_ID = {4, 5};
  private static final byte[] OTHER_ROW = {1, 0, 2, 4, 5, 0, 1, -1, -1, -1, -2};
  private static final List<ByteBuffer> OTHER_VALUES = List.of(ProtocolConstants.UNSET_VALUE);

  private final DriverConfigLoader loader = DriverConfigLoader.fromString("");
  private final FrameCodec<ByteBuf> drivers =
      new DefaultDriverContext(loader, ProgrammaticArguments.builder().build()).getFrameCodec();
  private final FrameCodec<ByteBuf> ours =
      ((DefaultDriverContext)
              new EncodedRowsSessionBuilder()
                  .buildContext(loader, ProgrammaticArguments.builder().build()))
          .getFrameCodec();

  @AfterEach
  void closeLoader() {
    loader.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {ProtocolConstants.Version.V4, ProtocolConstants.Version.V5})
  void rowsAreWrittenAsTheDriverWritesThem(int version) {
    EncodedRows rows = rows(2, ROW, OTHER_ROW);

    assertThat(encoded(ours, version, batch(List.of(ID), List.of(rows))))
        .isEqualTo(
            encoded(drivers, version, batch(List.of(ID, OTHER_ID), List.of(VALUES, OTHER_VALUES))));
  }

  @ParameterizedTest
  @ValueSource(ints = {ProtocolConstants.Version.V4, ProtocolConstants.Version.V5})
  void otherBatchesAreLeftToTheDriver(int version) {
    Batch one = batch(List.of(ID), List.of(List.of(ByteBuffer.wrap(ID))));
    Batch none = batch(List.of(), List.of());

    assertThat(encoded(ours, version, one)).isEqualTo(encoded(drivers, version, one));
    assertThat(encoded(ours, version, none)).isEqualTo(encoded(drivers, version, none));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        ProtocolConstants.Version.V3,
        ProtocolConstants.Version.V4,
        ProtocolConstants.Version.V5,
        DseProtocolConstants.Version.DSE_V1,
        DseProtocolConstants.Version.DSE_V2
      })
  void aRowIsWrittenAsTheDriverWritesIt(int version) {
    assertThat(encoded(ours, version, execute(rows(1, ROW))))
        .isEqualTo(encoded(drivers, version, execute(VALUES)));
  }

  @ParameterizedTest
  @ValueSource(ints = {ProtocolConstants.Version.V4, ProtocolConstants.Version.V5})
  void anUnsetValueStaysUnset(int version) {
    assertThat(encoded(ours, version, execute(rows(1, OTHER_ROW))))
        .isEqualTo(encoded(drivers, version, execute(OTHER_VALUES)));
  }

  @ParameterizedTest
  @ValueSource(ints = {ProtocolConstants.Version.V4, ProtocolConstants.Version.V5})
  void otherExecutionsAreLeftToTheDriver(int version) {
    Execute none = execute(List.of());

    assertThat(encoded(ours, version, execute(VALUES)))
        .isEqualTo(encoded(drivers, version, execute(VALUES)));
    assertThat(encoded(ours, version, none)).isEqualTo(encoded(drivers, version, none));
  }

  @Test
  void anOldProtocolIsRejectedWithTheOptionsToChange() {
    Batch batch = batch(List.of(ID), List.of(rows(2, ROW, OTHER_ROW)));

    assertThatThrownBy(() -> encoded(ours, ProtocolConstants.Version.V3, batch))
        .hasMessageContaining("version 4 or 5")
        .hasMessageContaining("'driver.advanced.protocol.version'")
        .hasMessageContaining("'sink.batch.grouping' = 'none'");
  }

  @ParameterizedTest
  @ValueSource(ints = {ProtocolConstants.Version.V4, ProtocolConstants.Version.V5})
  void severalRowsAreNeverWrittenAsOne(int version) {
    EncodedRows rows = rows(2, ROW, OTHER_ROW);
    Batch one = batch(List.of(ID), List.of(rows));
    Batch mixed = batch(List.of(ID, ID), List.of(rows, VALUES));

    assertThatThrownBy(() -> encoded(drivers, version, one)).hasMessageContaining("2 encoded rows");
    assertThatThrownBy(() -> encoded(ours, version, mixed)).hasMessageContaining("2 encoded rows");
    assertThatThrownBy(() -> encoded(ours, version, execute(rows)))
        .hasMessageContaining("2 encoded rows");
  }

  private static EncodedRows rows(int count, byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(100);
    for (byte[] part : parts) {
      all.put(part);
    }
    return new EncodedRows(all.flip(), count);
  }

  private static Execute execute(List<ByteBuffer> values) {
    return new Execute(
        ID,
        OTHER_ID,
        new QueryOptions(
            ProtocolConstants.ConsistencyLevel.LOCAL_QUORUM,
            values,
            Collections.emptyMap(),
            false,
            5_000,
            null,
            ProtocolConstants.ConsistencyLevel.LOCAL_SERIAL,
            1_234_567_890,
            null,
            Integer.MIN_VALUE));
  }

  private static Batch batch(List<Object> ids, List<List<ByteBuffer>> values) {
    return new Batch(
        ProtocolConstants.BatchType.UNLOGGED,
        ids,
        values,
        ProtocolConstants.ConsistencyLevel.LOCAL_QUORUM,
        ProtocolConstants.ConsistencyLevel.LOCAL_SERIAL,
        1_234_567_890,
        null,
        Integer.MIN_VALUE);
  }

  /** Returns the length that the codec predicts for a request, and the bytes that it writes. */
  private static String encoded(FrameCodec<ByteBuf> codec, int version, Message message) {
    Frame frame = Frame.forRequest(version, 1, false, Collections.emptyMap(), message);
    ByteBuf bytes = codec.encode(frame);
    try {
      return codec.encodedBodySize(frame) + ":" + ByteBufUtil.hexDump(bytes);
    } finally {
      bytes.release();
    }
  }
}
