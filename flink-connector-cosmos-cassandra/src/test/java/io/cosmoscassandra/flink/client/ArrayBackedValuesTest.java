package io.cosmoscassandra.flink.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.session.ProgrammaticArguments;
import com.datastax.oss.driver.internal.core.context.DefaultDriverContext;
import com.datastax.oss.driver.internal.core.protocol.ByteBufPrimitiveCodec;
import com.datastax.oss.protocol.internal.PrimitiveCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

class ArrayBackedValuesTest {

  private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;
  private static final byte[] LETTERS = "abcdefgh".getBytes(StandardCharsets.US_ASCII);

  static Stream<ByteBuffer> values() {
    return Stream.of(
        ByteBuffer.wrap(LETTERS),
        ByteBuffer.wrap(LETTERS, 2, 3),
        ByteBuffer.wrap(LETTERS, 2, 5).slice().position(1),
        ByteBuffer.wrap(LETTERS, 8, 0),
        ByteBuffer.wrap(LETTERS, 1, 4).asReadOnlyBuffer(),
        ByteBuffer.allocateDirect(16).put(LETTERS).flip().position(3));
  }

  @ParameterizedTest
  @MethodSource("values")
  @NullSource
  void aValueIsWrittenAsTheDriverWritesIt(@Nullable ByteBuffer value) {
    assertThat(written(new ArrayBackedValues(ALLOCATOR), value))
        .isEqualTo(written(new ByteBufPrimitiveCodec(ALLOCATOR), value));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueIsLeftAsItWas(ByteBuffer value) {
    ByteBuffer before = value.duplicate();

    written(new ArrayBackedValues(ALLOCATOR), value);

    assertThat(value.position()).isEqualTo(before.position());
    assertThat(value.limit()).isEqualTo(before.limit());
  }

  @Test
  void sessionsWriteTheirValuesWithIt() {
    try (DriverConfigLoader loader = DriverConfigLoader.fromString("")) {
      DefaultDriverContext context =
          (DefaultDriverContext)
              new LeanSessionBuilder()
                  .buildContext(loader, ProgrammaticArguments.builder().build());

      assertThat(context.getPrimitiveCodec()).isInstanceOf(ArrayBackedValues.class);
    }
  }

  private static String written(PrimitiveCodec<ByteBuf> codec, @Nullable ByteBuffer value) {
    ByteBuf frame = ALLOCATOR.directBuffer();
    try {
      codec.writeBytes(value, frame);
      return ByteBufUtil.hexDump(frame);
    } finally {
      frame.release();
    }
  }
}
