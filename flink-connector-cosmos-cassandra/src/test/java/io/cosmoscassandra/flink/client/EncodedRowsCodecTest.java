package io.cosmoscassandra.flink.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.driver.internal.core.protocol.ByteBufPrimitiveCodec;
import com.datastax.oss.protocol.internal.Compressor;
import com.datastax.oss.protocol.internal.Frame;
import com.datastax.oss.protocol.internal.FrameCodec;
import com.datastax.oss.protocol.internal.Message;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.request.Batch;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
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
  private static final byte[] OTHER_ID = {4, 5};
  private static final FrameCodec<ByteBuf> DRIVER =
      FrameCodec.defaultClient(
          new ByteBufPrimitiveCodec(UnpooledByteBufAllocator.DEFAULT), Compressor.none());

  private final DriverConfigLoader loader = DriverConfigLoader.fromString("");
  private final FrameCodec<ByteBuf> ours =
      ((DefaultDriverContext)
              new LeanSessionBuilder()
                  .buildContext(loader, ProgrammaticArguments.builder().build()))
          .getFrameCodec();

  @AfterEach
  void closeLoader() {
    loader.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {ProtocolConstants.Version.V4, ProtocolConstants.Version.V5})
  void rowsAreWrittenAsTheDriverWritesThem(int version) {
    byte[] bytes =
        ByteBuffer.allocate(100)
            .put(new byte[] {1, 0, 3, 7, 8, 9, 0, 2})
            .putInt(1)
            .put((byte) 42)
            .putInt(-1)
            .put(new byte[] {1, 0, 2, 4, 5, 0, 1})
            .putInt(-2)
            .array();
    EncodedRows rows = new EncodedRows(bytes, 28, 2);
    List<ByteBuffer> first = Arrays.asList(ByteBuffer.wrap(new byte[] {42}), null);
    List<ByteBuffer> second = List.of(ProtocolConstants.UNSET_VALUE);

    assertThat(encoded(ours, version, batch(List.of(ID), List.of(rows))))
        .isEqualTo(encoded(DRIVER, version, batch(List.of(ID, OTHER_ID), List.of(first, second))));
  }

  @ParameterizedTest
  @ValueSource(ints = {ProtocolConstants.Version.V4, ProtocolConstants.Version.V5})
  void otherBatchesAreLeftToTheDriver(int version) {
    Batch one = batch(List.of(ID), List.of(List.of(ByteBuffer.wrap(ID))));
    Batch none = batch(List.of(), List.of());

    assertThat(encoded(ours, version, one)).isEqualTo(encoded(DRIVER, version, one));
    assertThat(encoded(ours, version, none)).isEqualTo(encoded(DRIVER, version, none));
  }

  @Test
  void anOldProtocolIsRefusedWithTheSettingsToChange() {
    EncodedRows rows = new EncodedRows(new byte[0], 0, 0);
    Batch batch = batch(List.of(ID), List.of(rows));

    assertThatThrownBy(() -> encoded(ours, ProtocolConstants.Version.V3, batch))
        .hasMessageContaining("version 4 or 5")
        .hasMessageContaining("'driver.advanced.protocol.version'")
        .hasMessageContaining("'sink.batch.grouping' = 'none'");
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

  private static String encoded(FrameCodec<ByteBuf> codec, int version, Message message) {
    ByteBuf frame =
        codec.encode(Frame.forRequest(version, 1, false, Collections.emptyMap(), message));
    try {
      return ByteBufUtil.hexDump(frame);
    } finally {
      frame.release();
    }
  }
}
