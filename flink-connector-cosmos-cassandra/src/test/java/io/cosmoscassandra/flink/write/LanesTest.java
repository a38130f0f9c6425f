package io.cosmoscassandra.flink.write;

import static io.cosmoscassandra.flink.kit.Mutations.delete;
import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The writes that wait for each other. */
class LanesTest {

  private final List<PendingWrite> replaced = new ArrayList<>();

  private final List<PendingWrite> released = new ArrayList<>();

  private final Lanes lanes = new Lanes(DeleteScope.ROW, released::add, replaced::add);

  private final int row = 1;

  private static PendingWrite pending(Mutation mutation) {
    return PendingWrite.of(new Write(mutation, 0), 0);
  }

  /** Lets a write leave, and returns what may go for that. */
  private List<PendingWrite> leave(PendingWrite done) {
    released.clear();
    lanes.leave(new int[] {done.keyHash()});
    return List.copyOf(released);
  }

  @Test
  void rowsDoNotWaitForEachOther() {
    List<PendingWrite> rows =
        IntStream.range(0, 10_000).mapToObj(i -> pending(upsert(i, 0, 0))).toList();

    assertThat(rows).allMatch(lanes::enter);
    assertThat(rows).allMatch(write -> leave(write).isEmpty());
    assertThat(rows).allMatch(lanes::enter);
  }

  @Test
  void writesOfARowGoOneAfterTheOther() {
    PendingWrite first = pending(upsert(row, 1, 1));
    PendingWrite second = pending(delete(row));
    PendingWrite third = pending(upsert(row, 3, 3));

    assertThat(lanes.enter(first)).isTrue();
    assertThat(lanes.enter(second)).isFalse();
    assertThat(lanes.enter(third)).isFalse();

    assertThat(leave(first)).containsExactly(second);
    assertThat(leave(second)).containsExactly(third);
    assertThat(leave(third)).isEmpty();
    assertThat(lanes.enter(first)).isTrue();
    assertThat(replaced).isEmpty();
  }

  @Test
  void writeThatWaitsIsReplacedByALaterOneOfItsRowOnly() {
    PendingWrite inFlight = pending(upsert(row, 1, 1));
    PendingWrite waiting = pending(upsert(row, 2, 2));
    PendingWrite other =
        new PendingWrite(new Write(upsert(row + 1, 1, 1), 0), 0, inFlight.keyHash());
    PendingWrite latest = pending(upsert(row, 3, 3));

    assertThat(lanes.enter(inFlight)).isTrue();
    assertThat(List.of(lanes.enter(waiting), lanes.enter(other), lanes.enter(latest)))
        .containsOnly(false);

    assertThat(replaced).containsExactly(waiting);
    assertThat(leave(inFlight)).containsExactly(other);
    assertThat(leave(other)).containsExactly(latest);
    assertThat(leave(latest)).isEmpty();
  }

  @Test
  void deleteOfColumnsLeavesTheInsertThatWaits() {
    Lanes partial = new Lanes(DeleteScope.COLUMNS, released::add, replaced::add);
    PendingWrite inFlight = pending(upsert(row, 1, 1));

    assertThat(partial.enter(inFlight)).isTrue();
    assertThat(partial.enter(pending(upsert(row, 2, 2)))).isFalse();
    assertThat(partial.enter(pending(delete(row)))).isFalse();

    assertThat(replaced).isEmpty();
  }

  /** Rows whose places in the table follow each other, with hashes that mean something special. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void laneIsTakenExactlyAsLongAsAWriteIsInIt(long seed) {
    Random random = new Random(seed);
    Map<Integer, Deque<PendingWrite>> model = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      int hash = (random.nextInt(1_200) - 600) * 2;
      // A lane has no number 0, which shares that of another.
      Deque<PendingWrite> lane =
          model.computeIfAbsent(hash == 0 ? -2 : hash, h -> new ArrayDeque<>());
      // A full table and an empty one, in turn.
      if (random.nextInt(10) < (i / 20_000 % 2 == 0 ? 7 : 3)) {
        PendingWrite write = new PendingWrite(new Write(delete(i), i), 0, hash);
        assertThat(lanes.enter(write)).as("%d of seed %d", i, seed).isEqualTo(lane.isEmpty());
        lane.add(write);
      } else if (!lane.isEmpty()) {
        PendingWrite done = lane.remove();
        assertThat(leave(done))
            .as("%d of seed %d", i, seed)
            .isEqualTo(lane.stream().limit(1).toList());
      }
    }
  }
}
