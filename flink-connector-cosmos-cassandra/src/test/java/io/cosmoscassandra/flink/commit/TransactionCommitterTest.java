package io.cosmoscassandra.flink.commit;

import static io.cosmoscassandra.flink.kit.Mutations.delete;
import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.store.CommitSettings;
import io.cosmoscassandra.flink.commit.store.Register;
import io.cosmoscassandra.flink.commit.store.RegisterNote;
import io.cosmoscassandra.flink.options.MissingTransactionPolicy;
import io.cosmoscassandra.flink.write.Mutation;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Commits of transactions, one by one and in any trouble. Long because it is a list: each rule of
 * the protocol once, with the trouble that would break it.
 */
class TransactionCommitterTest {

  private final CommitKit kit = new CommitKit();

  /** Three rows in three sealed buffers. */
  private Committable threeBuffers() throws Exception {
    kit.settings = smallBuffers(MissingTransactionPolicy.FAIL);
    return kit.prepared(upsert(1, "a"), upsert(1, "b"), delete(1));
  }

  private static CommitSettings smallBuffers(MissingTransactionPolicy onMissing) {
    return CommitKit.settings("books", "shop.books", onMissing, 1, 64);
  }

  @Test
  void appliesEveryEffectWithATimestampOfItsOwnThenRaisesTheMarkThenDrops() throws Exception {
    Committable committable = kit.prepared(delete(1), upsert(1, "a"), upsert(2, "b"));
    kit.store.calls.clear();
    assertThat(kit.committer().commit(committable.withCheckpoint(8)))
        .isEqualTo(CommitOutcome.COMMITTED);
    assertThat(kit.appliedRows()).containsExactly("-1", "1=a", "2=b");
    assertThat(kit.appliedOrders(committable)).containsExactly(0L, 1L, 2L);
    assertThat(kit.store.calls)
        .containsSubsequence(
            "ask COMMITTED", "raise LATEST_CHECKPOINT @value", "ask APPLIED", "read 0")
        .endsWith("raise COMMITTED @value", "ask COMMITTED", "delete bucket 0 @2");
    assertThat(kit.store.chunks).isEmpty();
    RegisterNote note =
        kit.store.notes.get(Register.committed("books", committable.transaction().run()));
    assertThat(note).isEqualTo(new RegisterNote(2, 4, 8, 3, kit.world.micros() / 1_000));
    assertThat(kit.tally.ended).isEqualTo(1);
    assertThat(kit.tally.failed).isZero();
  }

  @Test
  void notesItsProgressBetweenSealedBuffers() throws Exception {
    Committable committable = threeBuffers();
    kit.store.calls.clear();
    kit.committer().commit(committable);
    assertThat(kit.store.calls)
        .containsExactly(
            "ask COMMITTED",
            "raise LATEST_CHECKPOINT @value",
            "ask APPLIED",
            "read 0",
            "read 1",
            "raise APPLIED @value",
            "read 2",
            "raise APPLIED @value",
            "raise COMMITTED @value",
            "ask COMMITTED",
            "delete bucket 0 @2");
  }

  @Test
  void asksBeforeItAppliesAnything() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    kit.committer().commit(committable);
    kit.applied.clear();
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);
    assertThat(kit.applied).isEmpty();
  }

  @Test
  void cleansUpAfterAnAttemptThatDiedBeforeItCould() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    Map<ChunkId, byte[]> left = new HashMap<>(kit.store.chunks);
    kit.committer().commit(committable);
    kit.store.chunks.putAll(left);
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);
    assertThat(kit.store.chunks).isEmpty();
  }

  @Test
  void goesOnWhereAFailedAttemptStopped() throws Exception {
    Committable committable = threeBuffers();
    AtomicInteger writes = new AtomicInteger();
    kit.beforeWrite =
        () -> {
          if (writes.incrementAndGet() == 3) {
            throw new IllegalStateException("broken");
          }
        };
    TransactionCommitter committer = kit.committer();
    assertThatIOException().isThrownBy(() -> committer.commit(committable));
    assertThat(kit.store.committed(committable)).isZero();
    kit.beforeWrite = () -> {};
    kit.applied.clear();
    assertThat(committer.commit(committable)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(kit.appliedRows()).containsExactly("-1");
    assertThat(kit.appliedOrders(committable)).containsExactly(2L);
    assertThat(kit.appliers).isEqualTo(2);
  }

  @Test
  void canBeInterruptedAndGoesOn() throws Exception {
    Committable committable = threeBuffers();
    kit.store.failNext("raise APPLIED", new DriverTimeoutException("slow"));
    kit.world.stopTimer();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> kit.committer().commit(committable));
    kit.world.startTimer();
    kit.brake.count(Long.MAX_VALUE / 2);
    assertThat(kit.brake.hold()).isFalse();
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(kit.appliedOrders(committable)).containsExactly(0L, 0L, 1L, 2L);
  }

  @Test
  void keepsItsApplierForTheNextTransaction() throws Exception {
    TransactionCommitter committer = kit.committer();
    committer.commit(kit.prepared(upsert(1, "a")));
    committer.commit(kit.prepared(upsert(1, "b")));
    assertThat(kit.appliers).isEqualTo(1);
  }

  @Test
  void progressOfAnEarlierTransactionDoesNotCount() throws Exception {
    kit.settings = smallBuffers(MissingTransactionPolicy.FAIL);
    TransactionWriter writer = kit.writer();
    TransactionCommitter committer = kit.committer();
    for (int i = 0; i < 2; i++) {
      writer.write(upsert(1, "a"));
      writer.write(upsert(1, "b"));
      committer.commit(writer.prepare().orElseThrow());
    }
    assertThat(kit.appliedRows()).containsExactly("1=a", "1=b", "1=a", "1=b");
  }

  @Test
  void aChunkThatIsLateIsWaitedFor() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    Map<ChunkId, byte[]> all = new HashMap<>(kit.store.chunks);
    kit.store.chunks.clear();
    for (int i = 0; i < 3; i++) {
      kit.store.beforeNext("read", () -> {});
    }
    kit.store.beforeNext("read", () -> kit.store.chunks.putAll(all));
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(kit.appliedRows()).containsExactly("1=a");
  }

  @Test
  void aChunkThatAnotherAttemptHasDroppedIsNotMissing() throws Exception {
    Committable committable = threeBuffers();
    TransactionCommitter other = kit.committer();
    kit.store.beforeNext(
        "read 1",
        () -> {
          try {
            assertThat(other.commit(committable)).isEqualTo(CommitOutcome.COMMITTED);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);
  }

  @Test
  void whoStoodStillWhileAChunkWasMissingLooksAgain() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    Map<ChunkId, byte[]> chunks = new HashMap<>(kit.store.chunks);
    kit.store.beforeNext("read 0", kit.store.chunks::clear);
    kit.store.beforeNext("read 0", () -> kit.world.pass(CommitKit.RETRY_TIMEOUT));
    kit.store.beforeNext("read 0", () -> kit.store.chunks.putAll(chunks));

    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.COMMITTED);
  }

  @Test
  void saysWhatIsLostAndWhy() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"), upsert(2, "b")).withCheckpoint(41);
    kit.store.chunks.clear();
    kit.world.pass(Duration.ofDays(31));
    assertThatIOException()
        .isThrownBy(() -> kit.committer().commit(committable))
        .withMessageContaining("Transaction 1 of run " + committable.transaction().run())
        .withMessageContaining("sink 'books'")
        .withMessageContaining("2 rows of subtask 3 of 4, checkpoint 41")
        .withMessageContaining("chunk 1 of ")
        .withMessageContaining("'sink.committer.retention'")
        .withMessageContaining("shop.books")
        .withMessageContaining("'sink.committer.on-missing-transaction' = 'skip'");
    assertThat(kit.store.committed(committable)).isZero();
    assertThat(kit.tally.failed).isEqualTo(1);
  }

  @Test
  void givesUpWhatIsLostIfTheUserWantsIt() throws Exception {
    kit.settings = CommitKit.settings(MissingTransactionPolicy.SKIP);
    Committable committable = kit.prepared(upsert(1, "a"));
    kit.store.chunks.clear();
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.SKIPPED);
    assertThat(kit.store.committed(committable)).isEqualTo(1);
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);
  }

  @Test
  void aDamagedChunkIsNotApplied() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    kit.store.chunks.values().forEach(bytes -> bytes[bytes.length - 1] ^= 1);
    assertThatIOException()
        .isThrownBy(() -> kit.committer().commit(committable))
        .withMessageContaining("damaged")
        .withMessageContaining("checksum");
    assertThat(kit.applied).isEmpty();
  }

  @Test
  void chunksOfAnotherHistoryAreNotApplied() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    Committable altered =
        new Committable(
            committable.sink(),
            committable.target(),
            committable.transaction(),
            committable.chunks(),
            committable.effects(),
            committable.bytes(),
            committable.digest() + 1,
            committable.base(),
            committable.stride(),
            committable.group(),
            committable.attempt(),
            committable.schemaFingerprint(),
            2,
            4,
            0);
    assertThatIOException()
        .isThrownBy(() -> kit.committer().commit(altered))
        .withMessageContaining("digest");
    assertThat(kit.applied).isEmpty();
  }

  @Test
  void anotherSinksTransactionIsRefusedWithBothNames() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    kit.settings =
        CommitKit.settings("novels", "shop.books", MissingTransactionPolicy.FAIL, 1 << 20, 64);
    assertThatIOException()
        .isThrownBy(() -> kit.committer().commit(committable))
        .withMessageContaining("'books'")
        .withMessageContaining("'novels'")
        .withMessageContaining("'sink.id' = 'books'");
    kit.settings =
        CommitKit.settings("books", "shop.novels", MissingTransactionPolicy.FAIL, 1 << 20, 64);
    assertThatIOException()
        .isThrownBy(() -> kit.committer().commit(committable))
        .withMessageContaining("shop.books")
        .withMessageContaining("shop.novels");
    assertThat(kit.applied).isEmpty();
  }

  @Test
  void skippingAnotherSinksTransactionLeavesItsMarkAlone() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    kit.settings =
        CommitKit.settings("novels", "shop.books", MissingTransactionPolicy.SKIP, 1 << 20, 64);
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.SKIPPED);
    assertThat(kit.store.committed(committable)).isZero();
    assertThat(kit.store.chunks).isNotEmpty();
  }

  /** Every savepoint holds its own transactions as pending, so this is how a schema is changed. */
  @Test
  void aCommittedTransactionMayBeRestoredIntoAChangedSink() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    kit.committer().commit(committable);
    kit.settings =
        CommitKit.settings("novels", "shop.novels", MissingTransactionPolicy.FAIL, 1 << 20, 64);
    assertThat(kit.committer(7).commit(committable)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);
  }

  @Test
  void rowsOfOtherColumnsAreNotApplied() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    assertThatIOException()
        .isThrownBy(() -> kit.committer(7).commit(committable))
        .withMessageContaining("other columns");
    assertThat(kit.applied).isEmpty();
  }

  @Test
  void whoWasSuspendedAsksBeforeItWritesOn() throws Exception {
    Committable committable = threeBuffers();
    TransactionCommitter successor = kit.committer();
    kit.store.beforeNext(
        "raise APPLIED",
        () -> {
          try {
            successor.commit(committable);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
          kit.world.pass(Duration.ofMinutes(1));
          kit.applied.clear();
        });
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);
    assertThat(kit.applied).isEmpty();
  }

  @Test
  void chunksThatCannotBeDroppedDoNotFailTheCommit() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    for (int i = 0; i < 1_000; i++) {
      kit.store.failNext("delete", new DriverTimeoutException("slow"));
    }
    long before = kit.world.micros();
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(kit.store.committed(committable)).isEqualTo(1);
    assertThat(kit.world.micros() - before).isLessThan(30_000_000);
  }

  @Test
  void tellsTheAgeOfWhatItCommits() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    kit.world.pass(Duration.ofSeconds(3));
    kit.committer().commit(committable);
    assertThat(kit.tally.ageMillis).isEqualTo(2_999);
  }

  @Test
  void troubleThatDoesNotPassEndsTheAttemptAndNothingElse() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    kit.beforeWrite =
        () -> {
          throw new DriverTimeoutException("slow");
        };
    TransactionCommitter committer = kit.committer();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> committer.commit(committable));
    kit.beforeWrite = () -> {};
    assertThat(committer.commit(committable)).isEqualTo(CommitOutcome.COMMITTED);
    assertThat(kit.appliers).isEqualTo(2);
  }

  @Test
  void timesOfTheRowsOwnTravelAlong() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a", "b", 60, 1_234));
    kit.committer().commit(committable);
    Mutation mutation = kit.applied.get(0).mutation();
    assertThat(mutation.ttl()).isEqualTo(60);
    assertThat(mutation.writetime()).isEqualTo(1_234);
  }

  @Test
  void keepsTheChunksIfItsMarkCannotBeRead() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    kit.store.hidden.add(Register.Kind.COMMITTED);
    assertThatIOException()
        .isThrownBy(() -> kit.committer().commit(committable))
        .withMessageContaining("the mark that says so cannot be read")
        .withMessageContaining("nodetool compact");
    assertThat(kit.store.chunks).isNotEmpty();
    kit.store.hidden.clear();
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);
  }

  @Test
  void waitsUntilItsMarkCanBeRead() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a"));
    kit.store.beforeNext("raise COMMITTED", () -> kit.store.hidden.add(Register.Kind.COMMITTED));
    kit.store.beforeNext("ask COMMITTED", () -> {});
    kit.store.beforeNext("ask COMMITTED", () -> {});
    kit.store.beforeNext("ask COMMITTED", kit.store.hidden::clear);
    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.COMMITTED);
  }

  @Test
  void aTransactionOfABranchThatWasLeftIsRefusedWithBothTimes() throws Exception {
    Committable left = kit.prepared(upsert(1, "a")).withCheckpoint(10);
    kit.attempt = 1;
    kit.committer().commit(kit.prepared(upsert(1, "b")).withCheckpoint(12));
    kit.applied.clear();
    kit.restoredCheckpoint = 10;
    assertThatIOException()
        .isThrownBy(() -> kit.committer().commit(left))
        .withMessageContaining("restored from checkpoint 10")
        .withMessageContaining("began to commit checkpoint 12 at 2026-01-01T00:00:00Z")
        .withMessageContaining("staged for table shop.books at 2026-01-01T00:00:00Z");
    assertThat(kit.applied).isEmpty();
  }

  @Test
  void aLaterCheckpointCountsFromItsFirstRowOn() throws Exception {
    Committable left = kit.prepared(upsert(1, "a")).withCheckpoint(10);
    kit.attempt = 1;
    Committable later = kit.prepared(upsert(1, "b")).withCheckpoint(12);
    kit.beforeWrite =
        () -> {
          throw new IllegalStateException("broken");
        };
    assertThatIOException().isThrownBy(() -> kit.committer().commit(later));
    kit.beforeWrite = () -> {};
    kit.restoredCheckpoint = 10;

    assertThatIOException()
        .isThrownBy(() -> kit.committer().commit(left))
        .withMessageContaining("began to commit checkpoint 12");
    assertThat(kit.applied).isEmpty();
  }

  @Test
  void whatCameAfterTheLastCheckpointIsLaterThanAll() throws Exception {
    Committable left = kit.prepared(upsert(1, "a")).withCheckpoint(10);
    kit.attempt = 1;
    kit.committer().commit(kit.prepared(upsert(1, "b")));
    kit.restoredCheckpoint = 10;

    assertThatIOException()
        .isThrownBy(() -> kit.committer().commit(left))
        .withMessageContaining("began to commit its last rows at 2026-01-01T00:00:00Z");
  }

  @Test
  void whatCameAfterTheLastCheckpointMayBelongToABranchThatWasLeft() throws Exception {
    Committable left = kit.prepared(upsert(1, "a"));
    kit.attempt = 1;
    kit.committer().commit(kit.prepared(upsert(1, "b")));
    kit.restoredCheckpoint = 10;

    assertThatIOException()
        .isThrownBy(() -> kit.committer().commit(left))
        .withMessageContaining("restored from checkpoint 10");
  }

  @Test
  void aCommitterThatWasReplacedDoesNotTakeItsBranchForOneThatWasLeft() throws Exception {
    Committable committable = kit.prepared(upsert(1, "a")).withCheckpoint(10);
    kit.attempt = 1;
    Committable next = kit.prepared(upsert(1, "b")).withCheckpoint(12);
    kit.restoredCheckpoint = 10;
    TransactionCommitter successor = kit.committer();
    kit.store.beforeNext(
        "ask LATEST_CHECKPOINT",
        () -> {
          try {
            successor.commit(committable);
            successor.commit(next);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });

    assertThat(kit.committer().commit(committable)).isEqualTo(CommitOutcome.ALREADY_COMMITTED);
    assertThat(kit.appliedRows()).containsExactly("1=a", "1=b");
  }

  @Test
  void aTransactionOfTheLatestCheckpointIsCommittedThoughOthersAreAlready() throws Exception {
    Committable left = kit.prepared(upsert(1, "a")).withCheckpoint(10);
    kit.committer().commit(kit.prepared(upsert(2, "b")).withCheckpoint(10));
    kit.restoredCheckpoint = 10;
    assertThat(kit.committer().commit(left)).isEqualTo(CommitOutcome.COMMITTED);
  }

  @Test
  void aTransactionIsCommittedThoughItsAttemptHasCommittedALaterCheckpoint() throws Exception {
    Committable canceled = kit.prepared(upsert(1, "a")).withCheckpoint(10);
    kit.committer().commit(kit.prepared(upsert(2, "b")).withCheckpoint(11));
    kit.restoredCheckpoint = 10;
    assertThat(kit.committer().commit(canceled)).isEqualTo(CommitOutcome.COMMITTED);
  }
}
