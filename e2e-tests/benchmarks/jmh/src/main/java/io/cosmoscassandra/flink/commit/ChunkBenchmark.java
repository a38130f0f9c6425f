package io.cosmoscassandra.flink.commit;

import io.cosmoscassandra.benchmarks.contender.Workload;
import io.cosmoscassandra.flink.commit.chunk.ChunkCodec;
import io.cosmoscassandra.flink.commit.chunk.ChunkCompression;
import io.cosmoscassandra.flink.commit.chunk.ChunkCutter;
import io.cosmoscassandra.flink.commit.chunk.ChunkId;
import io.cosmoscassandra.flink.commit.chunk.MutationDecoder;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.write.BenchmarkRows;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.RowBenchmark;
import io.cosmoscassandra.flink.write.RowBytes;
import io.cosmoscassandra.flink.write.RowException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.Blackhole;

/** From mutations to the chunks that are staged, and back. */
public class ChunkBenchmark extends RowBenchmark {

  private static final int CHUNK_BYTES = 256 * 1_024;
  private static final TransactionId TRANSACTION = new TransactionId(new UUID(1, 2), 3);

  @Param({"WIDE", "LARGE"})
  public Workload workload;

  @Param({"LZ4", "DEFLATE"})
  public ChunkCompression compression;

  private final List<byte[]> chunks = new ArrayList<>();
  private List<Mutation> mutations;
  private double bytesPerRow;

  @Setup
  public void prepare() throws RowException, IOException, InterruptedException {
    mutations = BenchmarkRows.mutations(workload);
    new ChunkCutter(
            TRANSACTION, CHUNK_BYTES, compression, (id, stored, rawLength) -> chunks.add(stored))
        .seal(mutations);
    bytesPerRow =
        chunks.stream().mapToInt(chunk -> chunk.length).sum() / (double) BenchmarkRows.ROWS;
  }

  @Benchmark
  @OperationsPerInvocation(BenchmarkRows.ROWS)
  public void encode(Blackhole target, RowBytes size) throws IOException, InterruptedException {
    new ChunkCutter(
            TRANSACTION,
            CHUNK_BYTES,
            compression,
            (id, stored, rawLength) -> target.consume(stored))
        .seal(mutations);
    size.bytesPerRow = bytesPerRow;
  }

  @Benchmark
  @OperationsPerInvocation(BenchmarkRows.ROWS)
  public void decode(Blackhole target) throws IOException {
    MutationDecoder decoder = new MutationDecoder();
    for (int i = 0; i < chunks.size(); i++) {
      decoder.feed(ChunkCodec.decode(new ChunkId(TRANSACTION, i), chunks.get(i)).raw());
      for (Optional<Mutation> next = decoder.next(); next.isPresent(); next = decoder.next()) {
        target.consume(next.get());
      }
    }
  }
}
