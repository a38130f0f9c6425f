package io.cosmoscassandra.flink.text;

import java.util.HexFormat;
import org.apache.flink.table.data.StringData;

/** How a value looks in an error message: recognisable, and never longer than a line. */
public final class ShownValue {

  private static final int MAX_CHARACTERS = 64;
  private static final int MAX_BYTES = 32;

  private ShownValue() {}

  public static String of(Object value) {
    if (value instanceof StringData || value instanceof String) {
      return text(value.toString());
    }
    if (value instanceof byte[] bytes) {
      return bytes(bytes);
    }
    String shown = String.valueOf(value);
    return shown.length() <= MAX_CHARACTERS
        ? shown
        : "%s… (%d characters)".formatted(shown.substring(0, MAX_CHARACTERS), shown.length());
  }

  private static String text(String text) {
    return text.length() <= MAX_CHARACTERS
        ? "'" + text + "'"
        : "'%s…' (%d characters)".formatted(text.substring(0, MAX_CHARACTERS), text.length());
  }

  private static String bytes(byte[] bytes) {
    return bytes.length <= MAX_BYTES
        ? "0x" + HexFormat.of().formatHex(bytes)
        : "0x%s… (%d bytes)".formatted(HexFormat.of().formatHex(bytes, 0, MAX_BYTES), bytes.length);
  }
}
