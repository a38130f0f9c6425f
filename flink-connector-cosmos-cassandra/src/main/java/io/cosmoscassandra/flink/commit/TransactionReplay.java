package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.flink.commit.chunk.Chunk;
import io.cosmoscassandra.flink.commit.chunk.CorruptChunkException;
import io.cosmoscassandra.flink.commit.chunk.MutationDecoder;
import io.cosmoscassandra.flink.write.Applier;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Write;
import java.io.IOException;
import java.util.Optional;

/** Replays the mutations of one transaction, starting where the last attempt stopped. */
final class TransactionReplay {

  private final Committable committable;
  private final CommitMark mark;
  private final AppliedProgress progress;
  private final ChunkSequence chunks;
  private final Applier applier;
  private final MutationDecoder decoder = new MutationDecoder();
  private long effects = -1;

  TransactionReplay(
      Committable committable,
      CommitMark mark,
      AppliedProgress progress,
      ChunkSequence chunks,
      Applier applier) {
    this.committable = committable;
    this.mark = mark;
    this.progress = progress;
    this.chunks = chunks;
    this.applier = applier;
  }

  /** Applies every effect, and returns when all are acknowledged. */
  void run()
      throws OvertakenException, LostTransactionException, IOException, InterruptedException {
    while (chunks.hasNext()) {
      Chunk chunk = chunks.next();
      startBuffer(chunk);
      decoder.feed(chunk.raw());
      for (Optional<Mutation> next = decoder.next(); next.isPresent(); next = decoder.next()) {
        mark.stopIfRaisedMeanwhile();
        applier.apply(new Write(next.get(), committable.timestamp(effects)));
        effects++;
      }
      if (chunk.position().endsBuffer()) {
        endBuffer(chunk);
      }
    }
    if (effects >= 0 && effects != committable.effects()) {
      throw new IOException(
          "%s has %,d rows instead of %,d"
              .formatted(new TransactionDescription(committable), effects, committable.effects()));
    }
  }

  private void startBuffer(Chunk chunk) throws IOException {
    if (effects < 0) {
      effects = chunk.position().effectsBefore();
    }
  }

  /** Two sealed buffers may hold writes of one row, which must never be in flight together. */
  private void endBuffer(Chunk chunk) throws IOException, InterruptedException {
    if (!decoder.isBetweenMutations()) {
      throw new CorruptChunkException(
          "Chunk %d of %s ends in the middle of a row"
              .formatted(chunk.position().id().index(), new TransactionDescription(committable)));
    }
    applier.drain();
    int done = chunk.position().id().index() + 1;
    if (done < committable.chunks()) {
      progress.note(done, effects);
    }
  }
}
