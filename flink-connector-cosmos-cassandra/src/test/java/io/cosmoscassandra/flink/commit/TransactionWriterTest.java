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
import java.time.Duration;
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
            "ask RESERVED_TIMESTAMP",
            "raise RESERVED_TIMESTAMP @value");
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
}
