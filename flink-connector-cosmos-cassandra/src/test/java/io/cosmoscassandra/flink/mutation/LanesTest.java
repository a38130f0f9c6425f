package io.cosmoscassandra.flink.mutation;

import static io.cosmoscassandra.flink.mutation.MutationKit.delete;
import static io.cosmoscassandra.flink.mutation.MutationKit.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which writes wait for which. */
class LanesTest {

  private final List<Pending> replaced = new ArrayList<>();

  /** Few of them, so that rows are easy to find that share one. */
  private final Lanes lanes = new Lanes(1, replaced::add);

  private final int row = 1;

  /** Another row of the same lane. */
  private final int neighbour =
      IntStream.range(2, 100_000).filter(other -> shareLane(row, other)).findFirst().orElseThrow();

  private static boolean shareLane(int row, int other) {
    Lanes lanes = new Lanes(1, pending -> {});
    return lanes.enter(pending(upsert(row, 0, 0))) && !lanes.enter(pending(upsert(other, 0, 0)));
  }

  private static Pending pending(Mutation mutation) {
    return Pending.of(new Write(mutation, 0), 0);
  }

  @Test
  void rowsDoNotWaitForEachOther() {
    Lanes plenty = new Lanes(10_000, replaced::add);

    long free =
        IntStream.range(0, 10_000).filter(i -> plenty.enter(pending(upsert(i, 0, 0)))).count();

    assertThat(free).as("of 10,000 rows").isGreaterThan(9_800);
  }

  @Test
  void writesOfARowGoOneAfterTheOther() {
    Pending first = pending(upsert(row, 1, 1));
    Pending second = pending(delete(row));
    Pending third = pending(upsert(row, 3, 3));

    assertThat(lanes.enter(first)).isTrue();
    assertThat(lanes.enter(second)).isFalse();
    assertThat(lanes.enter(third)).isFalse();

    assertThat(lanes.leave(first)).isSameAs(second);
    assertThat(lanes.leave(second)).isSameAs(third);
    assertThat(lanes.leave(third)).isNull();
    assertThat(lanes.enter(first)).isTrue();
    assertThat(replaced).isEmpty();
  }

  @Test
  void writeThatWaitsIsReplacedByALaterOneOfItsRowOnly() {
    Pending underWay = pending(upsert(row, 1, 1));
    Pending waiting = pending(upsert(row, 2, 2));
    Pending other = pending(upsert(neighbour, 1, 1));
    Pending latest = pending(upsert(row, 3, 3));

    assertThat(lanes.enter(underWay)).isTrue();
    assertThat(List.of(lanes.enter(waiting), lanes.enter(other), lanes.enter(latest)))
        .containsOnly(false);

    assertThat(replaced).containsExactly(waiting);
    assertThat(lanes.leave(underWay)).isSameAs(other);
    assertThat(lanes.leave(other)).isSameAs(latest);
    assertThat(lanes.leave(latest)).isNull();
  }
}
