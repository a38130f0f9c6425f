package io.cosmoscassandra.flink.commit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.cosmoscassandra.flink.commit.CommitKit;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.time.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CommitterTablesTest {

  private static final TransactionId TRANSACTION = new TransactionId(new UUID(0, 9), 1);
  private static final RegisterNote NOTE = new RegisterNote(0, 0, 0, 0, 0);
  private static final Register MARK = Register.committed("books", TRANSACTION.run());

  private final CommitKit kit = new CommitKit();
  private final CommitterTables tables = kit.tables();

  @Test
  void noClockHasASayInWhatWins() throws Exception {
    tables.stage(new ChunkId(TRANSACTION, 0), new byte[3], 3);
    tables.awaitStaged();
    tables.raise(MARK, 5, NOTE);
    tables.drop(TRANSACTION, 65);
    assertThat(kit.store.calls)
        .containsExactly(
            "insert 0 @1 ttl PT720H",
            "raise COMMITTED @value",
            "delete bucket 0 @2",
            "delete bucket 1 @2");
    assertThat(kit.tally.chunks).isEqualTo(1);
  }

  @Test
  void aRegisterNeverFalls() throws Exception {
    tables.raise(MARK, 5, NOTE);
    tables.raise(MARK, 3, NOTE);
    assertThat(tables.read(MARK)).isEqualTo(OptionalLong.of(5));
  }

  @Test
  void passingTroubleIsSatOut() throws Exception {
    kit.store.failNext("raise", new DriverTimeoutException("slow"));
    kit.store.failNext("raise", new InvalidQueryException(null, "unconfigured table x"));
    tables.raise(MARK, 5, NOTE);
    assertThat(tables.read(MARK)).hasValue(5);
    assertThat(kit.tally.retries).isEqualTo(2);
  }

  @Test
  void saysWhatFailedWhereAndWhatToDoWhenTimeIsUp() {
    for (int i = 0; i < 1_000; i++) {
      kit.store.failNext("ask", new DriverTimeoutException("slow"));
    }
    assertThatExceptionOfType(CommitterTablesException.class)
        .isThrownBy(() -> tables.read(MARK))
        .withMessageContaining("Reading the mark of run " + TRANSACTION.run() + " of sink 'books'")
        .withMessageContaining("'sink.retry.timeout'")
        .withMessageContaining("slow")
        .withMessageContaining("Nothing is lost");
    assertThat(kit.store.calls.size()).isBetween(30, 200);
  }

  @Test
  void doesNotWaitForWhatNeverPasses() {
    kit.store.failNext("insert", new InvalidQueryException(null, "Mutation too large"));
    assertThatThrownBy(
            () -> {
              tables.stage(new ChunkId(TRANSACTION, 0), new byte[3], 3);
              tables.awaitStaged();
            })
        .isInstanceOf(CommitterTablesException.class)
        .hasMessageContaining("chunk 0 of transaction 1")
        .hasMessageContaining("'sink.committer.chunk-size'");
  }

  @Test
  void anErrorOfAStagedChunkSurfacesAtTheNextCall() throws Exception {
    kit.store.failNext("insert", new InvalidQueryException(null, "Mutation too large"));
    tables.stage(new ChunkId(TRANSACTION, 0), new byte[3], 3);
    assertThatExceptionOfType(CommitterTablesException.class)
        .isThrownBy(() -> tables.stage(new ChunkId(TRANSACTION, 1), new byte[3], 3));
  }

  @Test
  @Timeout(30)
  void noMoreThanSoManyChunksAreUnderWay() throws Exception {
    SilentStore silent = new SilentStore();
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    try {
      CommitterTables real =
          new CommitterTables(
              silent, kit.settings, Timing.real(executor), CommitMetrics.NONE, () -> 0.5);
      for (int i = 0; i < 4; i++) {
        real.stage(new ChunkId(TRANSACTION, i), new byte[3], 3);
      }
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> real.stage(new ChunkId(TRANSACTION, 4), new byte[3], 3))
          .isInstanceOf(InterruptedException.class);
      assertThat(silent.answers).hasSize(4);
      var unused =
          executor.schedule(() -> silent.answers.get(2).complete(null), 20, TimeUnit.MILLISECONDS);
      real.stage(new ChunkId(TRANSACTION, 4), new byte[3], 3);
      assertThat(silent.answers).hasSize(5);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void nothingIsRepeatedOnceClosed() {
    kit.store.beforeNext(
        "ask",
        () -> {
          tables.close();
          throw new DriverTimeoutException("slow");
        });
    assertThatExceptionOfType(CommitterTablesException.class)
        .isThrownBy(() -> tables.read(MARK))
        .withMessageContaining("closing");
    assertThat(kit.store.calls).hasSize(1);
  }

  /** Answers nothing until it is told to. */
  private static final class SilentStore implements CommitterStore {

    private final List<CompletableFuture<Void>> answers = new ArrayList<>();

    @Override
    public CompletionStage<Void> insertChunk(
        ChunkId chunk, byte[] bytes, long timestamp, Duration ttl) {
      CompletableFuture<Void> answer = new CompletableFuture<>();
      answers.add(answer);
      return answer;
    }

    @Override
    public CompletionStage<Optional<byte[]>> readChunk(ChunkId chunk) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> deleteChunks(
        TransactionId transaction, int bucket, long timestamp) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> writeRegister(
        Register register, long value, RegisterNote note, long timestamp, Duration ttl) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<OptionalLong> readRegister(Register register) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<OptionalLong> readWrittenAt(Register register) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Map<UUID, Long>> readReserved(String sink) {
      throw new UnsupportedOperationException();
    }
  }
}
