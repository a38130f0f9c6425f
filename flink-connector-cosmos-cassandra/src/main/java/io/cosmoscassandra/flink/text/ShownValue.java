package io.cosmoscassandra.flink.text;

import java.util.HexFormat;
import org.apache.flink.table.data.StringData;

/** Shows a value in a message: recognisable, and never longer than a line. */
public final class ShownValue {

  private static final int MAX_CHARACTERS = 64;
  private static final int MAX_BYTES = 32;

  private ShownValue() {}

  /** The value, a text in quotes. */
  public static String of(Object value) {
    return value instanceof StringData || value instanceof String
        ? text(value.toString(), "'")
        : unquoted(value);
  }

  /** The value, a text without quotes, for text that has its own or stands where none can be. */
  public static String unquoted(Object value) {
    return value instanceof byte[] bytes ? bytes(bytes) : text(String.valueOf(value), "");
  }

  private static String text(String text, String quote) {
    return text.length() <= MAX_CHARACTERS
        ? quote + text + quote
        : "%s%s…%s (%d characters)"
            .formatted(quote, text.substring(0, MAX_CHARACTERS), quote, text.length());
  }

  private static String bytes(byte[] bytes) {
    return bytes.length <= MAX_BYTES
        ? "0x" + HexFormat.of().formatHex(bytes)
        : "0x%s… (%d bytes)".formatted(HexFormat.of().formatHex(bytes, 0, MAX_BYTES), bytes.length);
  }
}
