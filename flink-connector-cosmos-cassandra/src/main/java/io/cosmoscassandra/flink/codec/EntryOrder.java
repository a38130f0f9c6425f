package io.cosmoscassandra.flink.codec;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Puts the encoded entries of a set or map into the order in which the server keeps them, each
 * once.
 *
 * <p>The server does so itself with the outermost collection, but takes one inside another value as
 * it comes; and only one sequence of bytes per value lets a key be recognised by its bytes. Of
 * entries with equal keys the last stays.
 */
final class EntryOrder {

  private final ValueOrder keyOrder;
  private int[] starts = new int[16];
  private int count;

  // Kept for the next value, so that none allocates anything.
  private byte[] copy = new byte[256];
  private int[] sorted = new int[16];
  private int[] merged = new int[16];

  EntryOrder(ValueOrder keyOrder) {
    this.keyOrder = keyOrder;
  }

  void clear() {
    count = 0;
  }

  /** Notes where an entry begins: with the length of the element or key that it is ordered by. */
  void entryStartsAt(int start) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    starts[count++] = start;
  }

  /** Orders the entries, which reach to the end of the output, and says how many are left. */
  int arrange(DataOutputSerializer out) throws IOException {
    byte[] bytes = out.getSharedBuffer();
    for (int i = 1; i < count; i++) {
      if (compareKeys(bytes, starts[i - 1], starts[i]) >= 0) {
        return rearrange(out);
      }
    }
    return count;
  }

  private int rearrange(DataOutputSerializer out) throws IOException {
    int first = starts[0];
    int length = out.length() - first;
    if (copy.length < length) {
      copy = new byte[Math.max(length, 2 * copy.length)];
    }
    System.arraycopy(out.getSharedBuffer(), first, copy, 0, length);
    sort(first);
    out.setPosition(first);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int entry = sorted[i];
      int start = starts[entry] - first;
      boolean repeated =
          i + 1 < count && compareKeys(copy, start, starts[sorted[i + 1]] - first) == 0;
      if (!repeated) {
        int end = entry + 1 < count ? starts[entry + 1] - first : length;
        out.write(copy, start, end - start);
        kept++;
      }
    }
    return kept;
  }

  /** By merging runs of one entry, of two, of four; equal ones keep their order. */
  private void sort(int first) {
    if (sorted.length < count) {
      sorted = new int[starts.length];
      merged = new int[starts.length];
    }
    for (int i = 0; i < count; i++) {
      sorted[i] = i;
    }
    for (int width = 1; width < count; width *= 2) {
      for (int from = 0; from < count; from += 2 * width) {
        merge(first, from, Math.min(from + width, count), Math.min(from + 2 * width, count));
      }
      int[] former = sorted;
      sorted = merged;
      merged = former;
    }
  }

  private void merge(int first, int from, int middle, int end) {
    int left = from;
    int right = middle;
    for (int i = from; i < end; i++) {
      boolean takesLeft =
          right == end
              || (left < middle
                  && compareKeys(copy, starts[sorted[left]] - first, starts[sorted[right]] - first)
                      <= 0);
      merged[i] = takesLeft ? sorted[left++] : sorted[right++];
    }
  }

  private int compareKeys(byte[] bytes, int a, int b) {
    return keyOrder.compare(
        bytes,
        a + Integer.BYTES,
        BigEndian.intAt(bytes, a),
        b + Integer.BYTES,
        BigEndian.intAt(bytes, b));
  }
}
