package io.cosmoscassandra.flink.simulation.judge;

import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.store.CommitterStore;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import io.cosmoscassandra.flink.simulation.world.ForwardingStore;
import io.cosmoscassandra.flink.simulation.world.Slot;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Checks that a writer does not stage too much while a commit runs. */
public final class StagingWatch extends ForwardingStore {

  /** Largest size of a row in a chunk. */
  private static final int ROW_BYTES = 64;

  /** Size of a chunk without its rows. */
  private static final int HEADER_BYTES = 55;

  /** Smallest size of a row in the buffer. */
  private static final int BUFFERED_BYTES = 120;

  private final Slot slot;
  private final Findings findings;
  private final long mostAhead;
  private final Set<ChunkId> seen = new HashSet<>();

  public StagingWatch(CommitterStore store, Slot slot, Scenario scenario, Findings findings) {
    super(store);
    this.slot = slot;
    this.findings = findings;
    long rows = scenario.bufferBytes() / BUFFERED_BYTES + 2;
    // The buffer that crosses the limit, and the one that a barrier seals.
    this.mostAhead = scenario.stagedAheadBytes() + 2 * rows * ROW_BYTES;
  }

  @Override
  public CompletionStage<Void> insertChunk(
      ChunkId chunk, byte[] bytes, long timestamp, Duration ttl) {
    if (seen.add(chunk)) {
      long ahead = slot.countStaged(bytes.length - HEADER_BYTES);
      if (ahead > mostAhead) {
        findings.violated(
            "Brake: %d bytes were staged while a commit was running".formatted(ahead));
      }
    }
    return super.insertChunk(chunk, bytes, timestamp, ttl);
  }
}
