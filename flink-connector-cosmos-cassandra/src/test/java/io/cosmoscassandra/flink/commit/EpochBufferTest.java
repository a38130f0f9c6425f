package io.cosmoscassandra.flink.commit;

import static io.cosmoscassandra.flink.kit.Mutations.delete;
import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.kit.Mutations;
import io.cosmoscassandra.flink.write.DeleteScope;
import io.cosmoscassandra.flink.write.Mutation;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EpochBufferTest {

  private final EpochBuffer buffer = new EpochBuffer(DeleteScope.ROW);

  private List<String> drained() {
    return buffer.drain().stream().map(Mutations::shown).toList();
  }

  @Test
  void laterUpdateOfSameKeyReplacesTheEarlier() {
    buffer.add(upsert(1, "old"));
    buffer.add(upsert(2, "other"));
    buffer.add(upsert(1, "new"));
    assertThat(drained()).containsExactlyInAnyOrder("1=new", "2=other");
  }

  @Test
  void aDeleteFollowedByAnInsertKeepsBoth() {
    buffer.add(upsert(1, "old"));
    buffer.add(delete(1));
    buffer.add(upsert(1, "new"));
    assertThat(drained()).containsExactly("-1", "1=new");
  }

  @Test
  void partialRowsAreNotMerged() {
    buffer.add(upsert(1, "a", null));
    buffer.add(upsert(1, null, "b"));
    assertThat(drained()).containsExactly("1=a", "1=?");
  }

  @Test
  void oneDeleteReplacesAllThatItCovers() {
    buffer.add(upsert(1, "a", null));
    buffer.add(upsert(1, null, "b"));
    buffer.add(delete(1));
    assertThat(drained()).containsExactly("-1");
  }

  @Test
  void aDeleteOfColumnsLeavesTheKeyThatAnInsertBeforeItCreates() {
    EpochBuffer partial = new EpochBuffer(DeleteScope.COLUMNS);
    partial.add(upsert(1, "a"));
    partial.add(delete(1));
    partial.add(delete(1));
    assertThat(partial.drain().stream().map(Mutations::shown)).containsExactly("1=a", "-1");
  }

  @Test
  void aRowWithTimesOfItsOwnStays() {
    buffer.add(upsert(1, "short-lived", "b", 60, Mutation.NO_WRITETIME));
    buffer.add(upsert(1, "dated", "b", Mutation.NO_TTL, 100));
    buffer.add(upsert(1, "plain"));
    buffer.add(delete(1));
    assertThat(drained()).containsExactly("1=short-lived", "1=dated", "-1");
  }

  @Test
  void aKeyThatIsRetractedOverAndOverTakesNoMoreRoom() {
    long bytes = 0;
    for (int i = 0; i < 1_000; i++) {
      buffer.add(delete(1));
      buffer.add(upsert(1, "same"));
      if (i == 0) {
        bytes = buffer.bytes();
      }
    }
    assertThat(buffer.bytes()).isEqualTo(bytes);
    assertThat(drained()).containsExactly("-1", "1=same");
  }

  /** Few keys, so that gaps are closed; many, so that room is made. */
  @Property(tries = 200)
  void keepsForEveryKeyWhatALogOfItWouldKeep(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int keys) {
    Random random = new Random(seed);
    Map<Integer, Deque<Mutation>> model = new HashMap<>();
    long bytes = 0;
    for (int i = 0; i < 1_000; i++) {
      int key = random.nextInt(keys);
      Mutation mutation = anyOf(random, key, "v" + i);
      buffer.add(mutation);
      Deque<Mutation> log = model.computeIfAbsent(key, k -> new ArrayDeque<>());
      while (!log.isEmpty() && mutation.replaces(log.getLast())) {
        log.removeLast();
      }
      log.add(mutation);
    }
    List<Mutation> kept = model.values().stream().flatMap(Collection::stream).toList();
    for (Mutation mutation : kept) {
      bytes += mutation.size() + EpochBuffer.OVERHEAD_BYTES;
    }
    assertThat(buffer.bytes()).isEqualTo(bytes);
    List<Mutation> drained = buffer.drain();
    assertThat(drained).containsExactlyInAnyOrderElementsOf(kept);
    model.forEach(
        (key, log) ->
            assertThat(drained.stream().filter(log.getFirst()::isOfSameRow).toList())
                .containsExactlyElementsOf(log));
  }

  private static Mutation anyOf(Random random, int key, String value) {
    return switch (random.nextInt(5)) {
      case 0 -> delete(key);
      case 1 -> upsert(key, value, null);
      case 2 -> upsert(key, null, value);
      case 3 -> upsert(key, value, "b", 60, Mutation.NO_WRITETIME);
      default -> upsert(key, value);
    };
  }

  @Test
  void isEmptyOnceDrained() {
    buffer.add(upsert(1, "a"));
    assertThat(buffer.isEmpty()).isFalse();
    assertThat(buffer.bytes()).isGreaterThan(EpochBuffer.OVERHEAD_BYTES);
    assertThat(drained()).hasSize(1);
    assertThat(buffer.isEmpty()).isTrue();
    assertThat(buffer.bytes()).isZero();
    assertThat(drained()).isEmpty();
  }
}
