package io.cosmoscassandra.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.source.enumerator.RingCutter.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RingCutterTest {

  private static final Range WHOLE = new Range(Long.MIN_VALUE, Long.MAX_VALUE, List.of("a"));

  @Test
  void aSmallTableIsOneRange() {
    List<Range> ring = ring(1, 48, 3);

    assertThat(RingCutter.cut(ring, 1))
        .singleElement()
        .satisfies(
            range -> {
              assertThat(range.from()).isEqualTo(Long.MIN_VALUE);
              assertThat(range.to()).isEqualTo(Long.MAX_VALUE);
            });
  }

  @Test
  void aNodeWithoutVnodesIsCutEvenly() {
    List<Range> cut = RingCutter.cut(List.of(WHOLE), 4);

    assertThat(cut).hasSize(4);
    assertThat(cut).allSatisfy(range -> assertThat(range.share()).isBetween(0.2499, 0.2501));
  }

  @Test
  void vnodesOfTheSameNodesArePutTogether() {
    List<Range> ring = ring(7, 256, 1);

    assertThat(RingCutter.cut(ring, 10)).hasSize(10);
  }

  @Property
  void everyTokenIsInExactlyOneRange(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int tokens,
      @ForAll @IntRange(min = 1, max = 5) int nodes,
      @ForAll @IntRange(min = 1, max = 500) int parts) {
    List<Range> cut = RingCutter.cut(ring(seed, tokens, nodes), parts);

    assertThat(cut.get(0).from()).isEqualTo(Long.MIN_VALUE);
    assertThat(cut.get(cut.size() - 1).to()).isEqualTo(Long.MAX_VALUE);
    for (int i = 0; i < cut.size(); i++) {
      assertThat(cut.get(i).from()).isLessThan(cut.get(i).to());
      if (i > 0) {
        assertThat(cut.get(i).from()).isEqualTo(cut.get(i - 1).to());
      }
    }
  }

  @Property
  void noRangeIsMuchLargerThanItsShare(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 300) int tokens,
      @ForAll @IntRange(min = 1, max = 5) int nodes,
      @ForAll @IntRange(min = 2, max = 500) int parts) {
    assertThat(RingCutter.cut(ring(seed, tokens, nodes), parts))
        .allSatisfy(range -> assertThat(range.share() * parts).isLessThan(2));
  }

  /** A ring with random tokens, each range on one of some nodes. */
  private static List<Range> ring(long seed, int tokens, int nodes) {
    Random random = new Random(seed);
    TreeSet<Long> ends = new TreeSet<>();
    while (ends.size() < tokens - 1) {
      ends.add(Math.max(Long.MIN_VALUE + 1, random.nextLong()));
    }
    ends.remove(Long.MAX_VALUE);
    ends.add(Long.MAX_VALUE);
    List<Range> ring = new ArrayList<>();
    long from = Long.MIN_VALUE;
    for (long to : ends) {
      ring.add(new Range(from, to, List.of("node" + random.nextInt(nodes))));
      from = to;
    }
    return ring;
  }
}
