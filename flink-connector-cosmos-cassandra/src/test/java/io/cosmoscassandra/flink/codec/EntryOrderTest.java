package io.cosmoscassandra.flink.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.RepeatedTest;

class EntryOrderTest {

  private static final byte[] BEFORE = {1, 2, 3};

  /**
   * One order for all values, since that is how it is used: nothing of one may stay for the next.
   */
  private final EntryOrder order = new EntryOrder(ScalarOrder.SIGNED);

  @RepeatedTest(20)
  void sortsEntriesAndKeepsTheLastOfEqualKeys() throws Exception {
    long seed = Long.getLong("test.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int size : new int[] {0, 1, 2, 3, 15, 16, 17, 100, 1_000, 7}) {
      Map<Integer, Integer> expected = new TreeMap<>();
      DataOutputSerializer out = new DataOutputSerializer(16);
      out.write(BEFORE);
      order.clear();
      for (int i = 0; i < size; i++) {
        int key = random.nextInt(-size, size);
        order.entryStartsAt(out.length());
        out.writeInt(Integer.BYTES);
        out.writeInt(key);
        out.writeInt(i);
        expected.put(key, i);
      }

      int kept = order.arrange(out);

      assertThat(kept).as("-Dtest.seed=%d, %d entries", seed, size).isEqualTo(expected.size());
      DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
      in.skipBytesToRead(BEFORE.length);
      for (Map.Entry<Integer, Integer> entry : expected.entrySet()) {
        assertThat(new int[] {in.readInt(), in.readInt(), in.readInt()})
            .as("-Dtest.seed=%d, %d entries", seed, size)
            .containsExactly(Integer.BYTES, entry.getKey(), entry.getValue());
      }
      assertThat(in.available()).isZero();
    }
  }
}
