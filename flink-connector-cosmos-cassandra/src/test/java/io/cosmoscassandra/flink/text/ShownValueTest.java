package io.cosmoscassandra.flink.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.table.data.StringData;
import org.junit.jupiter.api.Test;

/** As much of a value as a message shows. */
class ShownValueTest {

  @Test
  void textIsQuotedUnlessItHasItsOwnQuotes() {
    assertThat(ShownValue.of("it")).isEqualTo("'it'");
    assertThat(ShownValue.of(StringData.fromString("it"))).isEqualTo("'it'");
    assertThat(ShownValue.unquoted("'it'")).isEqualTo("'it'");
    assertThat(ShownValue.of(4711)).isEqualTo("4711");
    assertThat(ShownValue.unquoted(null)).isEqualTo("null");
  }

  @Test
  void longValuesAreCutAndTheirLengthIsTold() {
    assertThat(ShownValue.of("x".repeat(64))).isEqualTo("'" + "x".repeat(64) + "'");
    assertThat(ShownValue.of("x".repeat(65)))
        .isEqualTo("'" + "x".repeat(64) + "…' (65 characters)");
    assertThat(ShownValue.unquoted("x".repeat(65))).isEqualTo("x".repeat(64) + "… (65 characters)");
  }

  @Test
  void bytesAreShownAsHexDigits() {
    assertThat(ShownValue.of(new byte[] {1, -1})).isEqualTo("0x01ff");
    assertThat(ShownValue.unquoted(new byte[33]))
        .isEqualTo("0x" + "00".repeat(32) + "… (33 bytes)");
  }
}
