package io.cosmoscassandra.flink.commit;

import static io.cosmoscassandra.flink.kit.Mutations.delete;
import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.cosmoscassandra.flink.commit.store.CommitterTablesException;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TransactionWriterTest {

  private final CommitKit kit = new CommitKit();
  private final Register reserved = Register.reservedTimestamp("books");

  @Test
  void anEmptyEpochPromisesNothing() throws Exception {
    TransactionWriter writer = kit.writer();
    assertThat(writer.prepare()).isEmpty();
    assertThat(kit.store.calls).isEmpty();
    writer.write(upsert(1, "a"));
    assertThat(writer.prepare().orElseThrow().transaction().seq()).isEqualTo(1);
    assertThat(writer.prepare()).isEmpty();
    writer.write(upsert(1, "a"));
    assertThat(writer.prepare().orElseThrow().transaction().seq()).isEqualTo(2);
  }

  @Test
  void reservesItsTimestampsWhenAllIsStagedAndBeforeItPromises() throws Exception {
    TransactionWriter writer = kit.writer();
    writer.write(upsert(1, "a"));
    writer.write(delete(2));
    kit.store.failNext("insert", new DriverTimeoutException("slow"));
    Committable committable = writer.prepare().orElseThrow();
    assertThat(kit.store.calls)
        .containsExactly(
            "insert 0 @1 ttl PT720H",
            "insert 0 @1 ttl PT720H",
            "ask reserved timestamps",
            "raise RESERVED_BY_GROUP @value",
            "raise RESERVED_TIMESTAMP @value",
            "ask reserved timestamps");
    assertThat(committable.effects()).isEqualTo(2);
    assertThat(committable.base()).isEqualTo(kit.world.micros() + 1);
    assertThat(kit.store.registers.get(reserved)).isEqualTo(committable.base() + 1);
    assertThat(kit.tally.preparedRows).isEqualTo(2);
    assertThat(kit.tally.aheadMicros).isEqualTo(1);
  }

  @Test
  void laterThanWhatAnybodyReservedThoughItsClockIsBehind() throws Exception {
    Committable ahead = kit.prepared(upsert(1, "a"), upsert(2, "a"));
    kit.world.setBack(Duration.ofHours(1));
    Committable behind = kit.prepared(upsert(1, "b"));
    assertThat(behind.base()).isEqualTo(ahead.base() + 2);
    assertThat(kit.tally.aheadMicros).isGreaterThanOrEqualTo(3_600_000_000L);
  }

  @Test
  void laterThanItsOwnLastThoughTheRegisterIsReadStale() throws Exception {
    TransactionWriter writer = kit.writer();
    writer.write(upsert(1, "a"));
    Committable first = writer.prepare().orElseThrow();
    kit.world.setBack(Duration.ofHours(1));
    kit.store.registers.remove(reserved);
    writer.write(upsert(1, "b"));
    assertThat(writer.prepare().orElseThrow().base()).isEqualTo(first.base() + 1);
  }

  @Test
  void stagesWhileTheEpochRuns() throws Exception {
    kit.settings =
        CommitKit.settings("books", "shop.books", MissingTransactionPolicy.FAIL, 500, 64);
    TransactionWriter writer = kit.writer();
    for (int i = 0; i < 21; i++) {
      writer.write(upsert(i, "some text"));
    }
    int before = kit.store.chunks.size();
    assertThat(before).isGreaterThan(5);
    Committable committable = writer.prepare().orElseThrow();
    assertThat(committable.effects()).isEqualTo(21);
    assertThat(committable.chunks()).isEqualTo(kit.store.chunks.size()).isGreaterThan(before);
    assertThat(kit.tally.chunks).isEqualTo(committable.chunks());
  }

  @Test
  void promisesNothingThatIsNotStaged() throws Exception {
    TransactionWriter writer = kit.writer();
    writer.write(upsert(1, "a"));
    kit.store.failNext("insert", new InvalidQueryException(null, "Mutation too large"));
    assertThatExceptionOfType(CommitterTablesException.class).isThrownBy(writer::prepare);
    assertThat(kit.store.registers).isEmpty();
  }

  @Test
  void subtasksThatReserveAtTheSameTimeHaveNoTimestampInCommon() throws Exception {
    TransactionWriter first = kit.writer(0, 3, TimestampShare.of(CommitKit.GROUP, 0, 3));
    TransactionWriter second = kit.writer(1, 3, TimestampShare.of(CommitKit.GROUP, 1, 3));
    for (int i = 0; i < 20; i++) {
      first.write(upsert(i, "a"));
      second.write(upsert(i, "b"));
    }
    List<Committable> prepared = new ArrayList<>();
    kit.store.beforeNext("raise RESERVED", () -> prepared.add(prepare(second)));

    prepared.add(prepare(first));

    assertDifferentTimestamps(prepared);
  }

  @Test
  void groupsThatReserveAtTheSameTimeMoveApart() throws Exception {
    for (UUID other : List.of(new UUID(1, 1), new UUID(9, 9))) {
      TransactionWriter first = kit.writer(0, 1, TimestampShare.whole(CommitKit.GROUP));
      TransactionWriter second = kit.writer(0, 1, TimestampShare.whole(other));
      first.write(upsert(1, "a"));
      first.write(upsert(2, "a"));
      second.write(upsert(1, "b"));
      List<Committable> prepared = new ArrayList<>();
      kit.store.beforeNext("raise RESERVED", () -> prepared.add(prepare(second)));

      prepared.add(prepare(first));

      assertDifferentTimestamps(prepared);
    }
  }

  @Test
  void reservationIsAbandonedIfAnotherGroupHasReachedItsTimestamps() throws Exception {
    TransactionWriter writer = kit.writer();
    writer.write(upsert(1, "a"));
    Register other = Register.reservedByGroup("books", new UUID(9, 9));
    long theirs = kit.world.micros() + 100;
    kit.store.beforeNext("raise RESERVED", () -> kit.store.registers.put(other, theirs));

    assertThat(writer.prepare().orElseThrow().base()).isEqualTo(theirs + 1);
  }

  private static Committable prepare(TransactionWriter writer) {
    try {
      return writer.prepare().orElseThrow();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertDifferentTimestamps(List<Committable> prepared) {
    assertThat(
            prepared.stream()
                .flatMapToLong(c -> LongStream.range(0, c.effects()).map(c::timestamp))
                .boxed())
        .doesNotHaveDuplicates()
        .hasSize((int) prepared.stream().mapToLong(Committable::effects).sum());
  }
}
