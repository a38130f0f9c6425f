package io.cosmoscassandra.flink.type;

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
    byte[] bytes = Arrays.copyOfRange(out.getSharedBuffer(), first, out.length());
    Integer[] entries = new Integer[count];
    Arrays.setAll(entries, i -> i);
    Arrays.sort(entries, (a, b) -> compareKeys(bytes, starts[a] - first, starts[b] - first));
    out.setPosition(first);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      int entry = entries[i];
      int start = starts[entry] - first;
      boolean repeated =
          i + 1 < count && compareKeys(bytes, start, starts[entries[i + 1]] - first) == 0;
      if (!repeated) {
        int end = entry + 1 < count ? starts[entry + 1] - first : bytes.length;
        out.write(bytes, start, end - start);
        kept++;
      }
    }
    return kept;
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
