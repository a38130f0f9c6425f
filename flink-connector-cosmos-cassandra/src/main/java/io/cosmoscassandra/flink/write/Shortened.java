package io.cosmoscassandra.flink.write;

import java.util.HexFormat;

/** A value in a message about its row: as much of it as one looks at. */
final class Shortened {

  private static final int MAX_CHARACTERS = 64;

  private Shortened() {}

  static String of(Object value) {
    String text =
        value instanceof byte[] bytes
            ? "0x" + HexFormat.of().formatHex(bytes)
            : String.valueOf(value);
    return text.length() <= MAX_CHARACTERS
        ? text
        : "%s… (%d characters)".formatted(text.substring(0, MAX_CHARACTERS), text.length());
  }
}
