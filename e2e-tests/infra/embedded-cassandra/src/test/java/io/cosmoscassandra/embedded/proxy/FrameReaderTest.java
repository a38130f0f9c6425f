package io.cosmoscassandra.embedded.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

  @Test
  void cutsAStreamThatComesInAnyPortions() throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    int[] lengths = {0, 1, 70_000, 3, 200_000, 0};
    for (int length : lengths) {
      stream.write(frame(length).bytes());
    }
    for (int portion : new int[] {7, 1_000, Integer.MAX_VALUE}) {
      FrameReader reader = new FrameReader(inPortions(stream.toByteArray(), portion));
      for (int length : lengths) {
        assertThat(reader.read().bytes()).isEqualTo(frame(length).bytes());
      }
      assertThat(reader.hasFrame()).isFalse();
      assertThat(reader.read()).isNull();
    }
  }

  @Test
  void endWithinAFrameIsAnError() {
    byte[] half = new byte[5];
    assertThatThrownBy(() -> new FrameReader(new ByteArrayInputStream(half)).read())
        .isInstanceOf(EOFException.class);
  }

  @Test
  void absurdLengthIsAnError() {
    byte[] noFrame = "GET / HTTP/1.1".getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> new FrameReader(new ByteArrayInputStream(noFrame)).read())
        .hasMessageContaining("not a frame");
  }

  private static Frame frame(int bodyLength) {
    byte[] body = new byte[bodyLength];
    Arrays.fill(body, (byte) bodyLength);
    return Frame.response(4, 1, Opcode.RESULT, body);
  }

  private static InputStream inPortions(byte[] bytes, int portion) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, portion));
      }
    };
  }
}
