package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinarySection;
import org.apache.flink.table.data.binary.BinarySegmentUtils;
import org.apache.flink.table.data.binary.BinaryStringData;

/** Appends Flink's strings as UTF-8, without a copy between where that can be. */
final class TextBytes {

  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final CharBuffer decoded = CharBuffer.allocate(256);
  private final byte[] narrowed = new byte[512];

  /** Appends the bytes and tells whether they are ASCII; what is not UTF-8 is refused. */
  boolean write(StringData value, DataOutputSerializer out) throws IOException {
    int start = out.length();
    if (!(value instanceof BinaryStringData text)) {
      out.write(value.toBytes());
    } else if (text.getBinarySection() == null) {
      return writeString(text.getJavaObject(), out);
    } else {
      writeSection(text.getBinarySection(), out);
    }
    boolean ascii = isAscii(start, out);
    if (!ascii && !isUtf8(start, out)) {
      throw ValueException.unfit(value.toBytes(), "text", "well-formed UTF-8");
    }
    return ascii;
  }

  private boolean writeString(String text, DataOutputSerializer out) throws IOException {
    int start = out.length();
    for (int from = 0; from < text.length(); from += narrowed.length) {
      int length = Math.min(narrowed.length, text.length() - from);
      if (!narrow(text, from, length)) {
        out.setPosition(start);
        writeBeyondAscii(text, out);
        return false;
      }
      out.write(narrowed, 0, length);
    }
    return true;
  }

  /** Many at once: for each byte of its own the serializer has a check and a new position. */
  private boolean narrow(String text, int from, int length) {
    for (int i = 0; i < length; i++) {
      char character = text.charAt(from + i);
      if (character >= 0x80) {
        return false;
      }
      narrowed[i] = (byte) character;
    }
    return true;
  }

  private void writeBeyondAscii(String text, DataOutputSerializer out) throws IOException {
    // Java would replace half a surrogate pair by a question mark.
    if (!encoder.canEncode(text)) {
      throw ValueException.unfit(text, "text", "well-formed Unicode, no half surrogate pairs");
    }
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void writeSection(BinarySection section, DataOutputSerializer out)
      throws IOException {
    MemorySegment[] segments = section.getSegments();
    if (segments.length == 1) {
      out.write(segments[0], section.getOffset(), section.getSizeInBytes());
    } else {
      BinarySegmentUtils.copyToView(segments, section.getOffset(), section.getSizeInBytes(), out);
    }
  }

  private static boolean isAscii(int start, DataOutputSerializer out) {
    byte[] bytes = out.getSharedBuffer();
    for (int i = start; i < out.length(); i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isUtf8(int start, DataOutputSerializer out) {
    ByteBuffer bytes = ByteBuffer.wrap(out.getSharedBuffer(), start, out.length() - start);
    decoder.reset();
    CoderResult result;
    do {
      decoded.clear();
      result = decoder.decode(bytes, decoded, true);
    } while (result.isOverflow());
    return !result.isError();
  }
}
