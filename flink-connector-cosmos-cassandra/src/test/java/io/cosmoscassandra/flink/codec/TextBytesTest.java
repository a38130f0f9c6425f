package io.cosmoscassandra.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are longer than what is encoded in one go, which is 512 characters. */
class TextBytesTest {

  private static final byte[] BEFORE = {1, 2, 3};

  private final TextBytes text = new TextBytes();
  private final DataOutputSerializer out = new DataOutputSerializer(16);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 511, 512, 513, 1_023, 1_024, 1_025, 100_000})
  void ascii(int length) throws IOException {
    assertThat(isWrittenAsAscii("x".repeat(length))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 510, 511, 512, 513, 1_023, 1_024, 2_000})
  void beyondAsciiFromSomewhereOn(int where) throws IOException {
    assertThat(isWrittenAsAscii("x".repeat(where) + "é" + "x".repeat(700))).isFalse();
    assertThat(isWrittenAsAscii("x".repeat(where) + "😀")).isFalse();
  }

  @Test
  void halfASurrogatePairIsRefusedWhereverItIs() {
    assertThatExceptionOfType(ValueException.class)
        .isThrownBy(() -> isWrittenAsAscii("x".repeat(1_024) + '\ud83d'))
        .withMessageContaining("half surrogate pairs");
  }

  /** Writes a text behind other bytes, and checks what is there then. */
  private boolean isWrittenAsAscii(String value) throws IOException {
    out.clear();
    out.write(BEFORE);
    boolean ascii = text.write(StringData.fromString(value), out);
    byte[] written = out.getCopyOfBuffer();
    assertThat(Arrays.copyOf(written, BEFORE.length)).isEqualTo(BEFORE);
    assertThat(Arrays.copyOfRange(written, BEFORE.length, written.length))
        .isEqualTo(value.getBytes(StandardCharsets.UTF_8));
    return ascii;
  }
}
