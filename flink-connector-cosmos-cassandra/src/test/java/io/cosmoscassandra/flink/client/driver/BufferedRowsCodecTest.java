package io.cosmoscassandra.flink.client.driver;

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
import com.datastax.oss.protocol.internal.response.result.ColumnSpec;
import com.datastax.oss.protocol.internal.response.result.DefaultRows;
import com.datastax.oss.protocol.internal.response.result.RawType;
import com.datastax.oss.protocol.internal.response.result.Rows;
import com.datastax.oss.protocol.internal.response.result.RowsMetadata;
import com.datastax.oss.protocol.internal.response.result.SetKeyspace;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BufferedRowsCodecTest {

  private static final int V3 = ProtocolConstants.Version.V3;
  private static final int V4 = ProtocolConstants.Version.V4;
  private static final int V5 = ProtocolConstants.Version.V5;

  private static final List<List<ByteBuffer>> ROWS =
      List.of(
          Arrays.asList(bytes(1, 2, 3), null),
          Arrays.asList(bytes(), bytes(4)),
          Arrays.asList(null, bytes(5, 6, 7, 8)));

  private final DriverConfigLoader loader = DriverConfigLoader.fromString("");
  private final FrameCodec<ByteBuf> server =
      FrameCodec.defaultServer(
          new ByteBufPrimitiveCodec(ByteBufAllocator.DEFAULT), Compressor.none());
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
  @ValueSource(ints = {V3, V4, V5})
  void rowsAreReadAsTheDriverReadsThem(int version) {
    Rows rows = (Rows) decoded(encoded(version, rows(ROWS)));

    assertThat(rows).isInstanceOf(BufferedRows.class);
    assertThat(rows.getMetadata().columnCount).isEqualTo(2);
    assertThat(rows.getData()).hasSize(3);
    assertThat(polled(rows.getData())).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @ValueSource(ints = {V4, V5})
  void everyReaderOfAResultSeesAllRows(int version) {
    Rows rows = (Rows) decoded(encoded(version, rows(ROWS)));
    rows.getData().poll();

    assertThat(new ArrayList<>(rows.getData())).isEqualTo(ROWS);
    assertThat(rows.getData().peek()).isEqualTo(ROWS.get(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {V4, V5})
  void aRowAnswersWithItsWholePage(int version) {
    Rows rows = (Rows) decoded(encoded(version, rows(ROWS)));
    Queue<List<ByteBuffer>> data = rows.getData();
    data.poll();

    ByteBuffer page = data.poll().get(BufferedRow.PAGE);

    assertThat(page.remaining()).isEqualTo(3 * 2 * Integer.BYTES + 3 + 1 + 4);
    assertThat(page.getInt(0)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {V4, V5})
  void anEmptyResultHasNoRows(int version) {
    Rows rows = (Rows) decoded(encoded(version, rows(List.of())));

    assertThat(rows.getData()).isEmpty();
    assertThat(rows.getData().poll()).isNull();
    assertThat(rows.getData().peek()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {V4, V5})
  void otherResultsAreLeftToTheDriver(int version) {
    Message message = decoded(encoded(version, new SetKeyspace("shop")));

    assertThat(((SetKeyspace) message).keyspace).isEqualTo("shop");
  }

  /** A segment of version 5 holds as many messages as fit into it, and the driver cuts none out. */
  @ParameterizedTest
  @ValueSource(ints = {V4, V5})
  void rowsEndWhereTheNextMessageOfTheSameBufferBegins(int version) {
    ByteBuf segment =
        Unpooled.wrappedBuffer(
            Unpooled.copiedBuffer(
                encoded(version, rows(ROWS)),
                encoded(version, new SetKeyspace("shop")),
                encoded(version, rows(ROWS.subList(1, 2)))));

    assertThat(polled(((Rows) decoded(segment)).getData())).isEqualTo(ROWS);
    assertThat(((SetKeyspace) decoded(segment)).keyspace).isEqualTo("shop");
    assertThat(polled(((Rows) decoded(segment)).getData())).isEqualTo(ROWS.subList(1, 2));
    assertThat(segment.isReadable()).isFalse();
  }

  /** The driver puts the segments of a message that needs several into a composite buffer. */
  @ParameterizedTest
  @ValueSource(ints = {V4, V5})
  void rowsOfSeveralSegmentsAreReadWhereverTheyAreCut(int version) {
    ByteBuf whole = encoded(version, rows(ROWS));
    for (int cut = 1; cut < whole.readableBytes(); cut++) {
      CompositeByteBuf composite = Unpooled.compositeBuffer();
      composite.addComponent(true, whole.copy(0, cut));
      composite.addComponent(true, whole.copy(cut, whole.readableBytes() - cut));

      assertThat(polled(((Rows) decoded(composite)).getData())).isEqualTo(ROWS);
      composite.release();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {V4, V5})
  void aResultDoesNotGrow(int version) {
    Queue<List<ByteBuffer>> data = ((Rows) decoded(encoded(version, rows(ROWS)))).getData();

    assertThatThrownBy(() -> data.add(List.of())).isInstanceOf(UnsupportedOperationException.class);
  }

  private static List<List<ByteBuffer>> polled(Queue<List<ByteBuffer>> data) {
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (List<ByteBuffer> row = data.poll(); row != null; row = data.poll()) {
      rows.add(new ArrayList<>(row));
    }
    return rows;
  }

  private Message decoded(ByteBuf frame) {
    return ours.decode(frame).message;
  }

  /** A message in a buffer that need not be released. */
  private ByteBuf encoded(int version, Message message) {
    ByteBuf pooled =
        server.encode(
            Frame.forResponse(
                version, 1, null, Collections.emptyMap(), Collections.emptyList(), message));
    try {
      return Unpooled.copiedBuffer(pooled);
    } finally {
      pooled.release();
    }
  }

  private static DefaultRows rows(List<List<ByteBuffer>> rows) {
    RowsMetadata metadata =
        new RowsMetadata(List.of(column("a", 0), column("b", 1)), null, null, null);
    return new DefaultRows(metadata, new ArrayDeque<>(rows));
  }

  private static ColumnSpec column(String name, int index) {
    return new ColumnSpec(
        "shop", "orders", name, index, RawType.PRIMITIVES.get(ProtocolConstants.DataType.BLOB));
  }

  private static ByteBuffer bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteBuffer.wrap(bytes);
  }
}
