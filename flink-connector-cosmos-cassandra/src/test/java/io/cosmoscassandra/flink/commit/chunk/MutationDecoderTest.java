package io.cosmoscassandra.flink.commit.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.cosmoscassandra.flink.write.Delete;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Upsert;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutationDecoderTest {

  private static final int SLICE = 1_024;

  @Test
  void rowOfManySlicesIsNotCopiedForEachOfThem() throws Exception {
    byte[] cells = new byte[2_048 * SLICE];
    new Random(7).nextBytes(cells);
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    new MutationEncoder((piece, length) -> encoded.write(piece, 0, length))
        .encode(new Upsert(cells, 16, Mutation.NO_TTL, Mutation.NO_WRITETIME));
    byte[] bytes = encoded.toByteArray();
    MutationDecoder decoder = new MutationDecoder();
    Upsert decoded = null;

    long before = allocated();
    for (int start = 0; start < bytes.length; start += SLICE) {
      decoder.feed(Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + SLICE)));
      decoded = (Upsert) decoder.next().orElse(null);
    }

    assertThat(allocated() - before).isLessThan(10L * bytes.length);
    assertThat(decoded).isNotNull();
    assertThat(decoded.cells()).isEqualTo(cells);
    assertThat(decoder.isBetweenMutations()).isTrue();
  }

  @Test
  void slicesMayBeCutAnywhere() throws Exception {
    long seed = Long.getLong("test.seed", new Random().nextLong());
    Random random = new Random(seed);
    List<Mutation> mutations = new ArrayList<>();
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    MutationEncoder encoder =
        new MutationEncoder((piece, length) -> encoded.write(piece, 0, length));
    for (int i = 0; i < 200; i++) {
      byte[] cells = new byte[random.nextInt(300)];
      random.nextBytes(cells);
      Mutation mutation =
          random.nextBoolean()
              ? new Delete(cells, random.nextBoolean() ? random.nextLong() : Mutation.NO_WRITETIME)
              : new Upsert(cells, random.nextInt(cells.length + 1), 7, Mutation.NO_WRITETIME);
      mutations.add(mutation);
      encoder.encode(mutation);
    }
    byte[] bytes = encoded.toByteArray();
    MutationDecoder decoder = new MutationDecoder();
    List<Mutation> decoded = new ArrayList<>();

    int start = 0;
    while (start < bytes.length) {
      int end = Math.min(bytes.length, start + random.nextInt(60));
      decoder.feed(Arrays.copyOfRange(bytes, start, end));
      start = end;
      for (Optional<Mutation> next = decoder.next(); next.isPresent(); next = decoder.next()) {
        decoded.add(next.get());
      }
    }

    assertThat(decoded)
        .as("mutations of -Dtest.seed=%d", seed)
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(mutations);
    assertThat(decoder.isBetweenMutations()).isTrue();
  }

  /** The bytes that this thread has allocated since it began. */
  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
