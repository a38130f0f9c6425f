package io.cosmoscassandra.embedded.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.protocol.internal.Frame;
import com.datastax.oss.protocol.internal.ProtocolConstants;
import com.datastax.oss.protocol.internal.ProtocolConstants.BatchType;
import com.datastax.oss.protocol.internal.request.Batch;
import com.datastax.oss.protocol.internal.request.query.QueryOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

  /** A value that is unset must not become null, which would delete what is stored. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void requestIsWrittenAsItWasRead(int version) {
    List<ByteBuffer> values = Arrays.asList(bytes("a"), null, ProtocolConstants.UNSET_VALUE);
    Batch batch =
        new Batch(
            BatchType.UNLOGGED,
            List.of("INSERT INTO t (a, b, c) VALUES (?, ?, ?)", new byte[] {1, 2, 3}),
            List.of(values, values),
            1,
            ProtocolConstants.ConsistencyLevel.SERIAL,
            4_711,
            null,
            QueryOptions.NO_NOW_IN_SECONDS);
    Envelope envelope =
        MessageCodec.write(
            Frame.forRequest(version, -3, true, Map.of("key", bytes("value")), batch));

    Frame read = MessageCodec.read(envelope);

    assertThat(((Batch) read.message).values.get(0).get(1)).isNull();
    assertThat(((Batch) read.message).values.get(1).get(2)).isSameAs(ProtocolConstants.UNSET_VALUE);
    Envelope again =
        MessageCodec.write(
            Frame.forRequest(
                read.protocolVersion,
                read.streamId,
                read.tracing,
                read.customPayload,
                read.message));
    assertThat(again.bytes()).isEqualTo(envelope.bytes());
    assertThat(envelope.version()).isEqualTo(version);
    assertThat(envelope.stream()).isEqualTo(-3);
    assertThat(envelope.inStream(7).stream()).isEqualTo(7);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }
}
