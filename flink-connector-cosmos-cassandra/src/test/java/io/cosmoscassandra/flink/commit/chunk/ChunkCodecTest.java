package io.cosmoscassandra.flink.commit.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.cosmoscassandra.flink.kit.Mutations;
import io.cosmoscassandra.flink.write.Delete;
import io.cosmoscassandra.flink.write.Mutation;
import io.cosmoscassandra.flink.write.Upsert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChunkCodecTest {

  private static final TransactionId TRANSACTION = new TransactionId(new UUID(5, 6), 7);

  /** The chunks of two sealed buffers as version 1 stores them, for ever. */
  private static final List<String> VERSION_1 =
      List.of(
          "010101000000000000000500000000000000060000000000000007000000000000000000000000"
              + "00000005deece66d0000003663e0e3606060600162462066cac834e0e3982003643230085d6b07"
              + "9248528c30a54c009084eb13",
          "010101000000000000000500000000000000060000000000000007000000010000000000000003"
              + "9e8d65126de09b780000001253e46080806420c502c44c0049885148");

  private static final long DIGEST_OF_VERSION_1 = -6823697648969121531L;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Taken(ChunkId id, byte[] bytes, int rawLength) {}

  @Property(tries = 300)
  void whatIsCutIsPutTogetherAgain(
      @ForAll long seed,
      @ForAll ChunkCompression compression,
      @ForAll @IntRange(min = 1, max = 300) int chunkBytes,
      @ForAll @IntRange(min = 1, max = 4) int buffers)
      throws Exception {
    Random random = new Random(seed);
    List<Mutation> expected = new ArrayList<>();
    List<Taken> taken = new ArrayList<>();
    ChunkCutter cutter = cutter(chunkBytes, compression, taken);
    for (int i = 0; i < buffers; i++) {
      List<Mutation> buffer = randomMutations(random);
      cutter.seal(buffer);
      expected.addAll(buffer);
    }

    List<Mutation> found = new ArrayList<>();
    MutationDecoder decoder = new MutationDecoder();
    long digest = ChunkCodec.EMPTY_DIGEST;
    long bytes = 0;
    long effectsBefore = 0;
    for (Taken next : taken) {
      assertThat(next.rawLength).isBetween(1, chunkBytes);
      Chunk chunk = ChunkCodec.decode(next.id, next.bytes);
      assertThat(chunk.raw()).hasSize(next.rawLength);
      assertThat(chunk.position().digestBefore()).isEqualTo(digest);
      assertThat(chunk.position().effectsBefore()).isEqualTo(effectsBefore);
      digest = chunk.digest();
      bytes += chunk.raw().length;
      decoder.feed(chunk.raw());
      for (var row = decoder.next(); row.isPresent(); row = decoder.next()) {
        found.add(row.get());
      }
      if (chunk.position().endsBuffer()) {
        assertThat(decoder.isBetweenMutations()).isTrue();
        effectsBefore = found.size();
      }
    }
    assertThat(decoder.isBetweenMutations()).isTrue();
    assertThat(found).usingRecursiveFieldByFieldElementComparator().isEqualTo(expected);
    assertThat(cutter.chunks()).isEqualTo(taken.size());
    assertThat(cutter.effects()).isEqualTo(expected.size());
    assertThat(cutter.bytes()).isEqualTo(bytes);
    assertThat(cutter.digest()).isEqualTo(digest);
  }

  @Test
  void readsVersion1() throws Exception {
    byte[] row = {0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2, 'h', 'i'};
    byte[] key = {0, 0, 0, 4, 0, 0, 0, 2};
    List<Mutation> found = new ArrayList<>();
    MutationDecoder decoder = new MutationDecoder();
    long digest = ChunkCodec.EMPTY_DIGEST;
    for (int i = 0; i < VERSION_1.size(); i++) {
      Chunk chunk =
          ChunkCodec.decode(new ChunkId(TRANSACTION, i), HexFormat.of().parseHex(VERSION_1.get(i)));
      assertThat(chunk.position())
          .isEqualTo(new Chunk.Position(new ChunkId(TRANSACTION, i), true, i == 0 ? 0 : 3, digest));
      digest = chunk.digest();
      decoder.feed(chunk.raw());
      for (var next = decoder.next(); next.isPresent(); next = decoder.next()) {
        found.add(next.get());
      }
    }
    assertThat(digest).isEqualTo(DIGEST_OF_VERSION_1);
    assertThat(found)
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new Upsert(row, 8, Mutation.NO_TTL, Mutation.NO_WRITETIME),
            new Upsert(row, 8, 3_600, 1_234_567),
            new Delete(key, Mutation.NO_WRITETIME),
            new Delete(key, 99));
  }

  @Property(tries = 300)
  void noChangedBytePasses(@ForAll long seed, @ForAll ChunkCompression compression)
      throws Exception {
    Random random = new Random(seed);
    List<Taken> taken = new ArrayList<>();
    cutter(200, compression, taken).seal(randomMutations(random));
    Taken chunk = taken.get(0);
    byte[] damaged = chunk.bytes.clone();
    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    assertThatIOException().isThrownBy(() -> ChunkCodec.decode(chunk.id, damaged));
    byte[] cut = Arrays.copyOf(chunk.bytes, random.nextInt(chunk.bytes.length));
    assertThatIOException().isThrownBy(() -> ChunkCodec.decode(chunk.id, cut));
  }

  @Test
  void noticesAChunkOfAnotherTransactionOrPlace() throws Exception {
    List<Taken> taken = new ArrayList<>();
    cutter(10, taken).seal(List.of(Mutations.upsert(1, "something long")));
    byte[] first = taken.get(0).bytes;
    assertThatExceptionOfType(CorruptChunkException.class)
        .isThrownBy(() -> ChunkCodec.decode(new ChunkId(TRANSACTION, 1), first));
    TransactionId other = new TransactionId(TRANSACTION.run(), 8);
    assertThatExceptionOfType(CorruptChunkException.class)
        .isThrownBy(() -> ChunkCodec.decode(new ChunkId(other, 0), first));
  }

  @Test
  void saysWhoCanReadAChunkOfTheFuture() throws Exception {
    List<Taken> taken = new ArrayList<>();
    cutter(100, taken).seal(List.of(Mutations.upsert(1, "a")));
    byte[] future = taken.get(0).bytes.clone();
    future[0] = 2;
    assertThatIOException()
        .isThrownBy(() -> ChunkCodec.decode(taken.get(0).id, future))
        .isNotInstanceOf(CorruptChunkException.class)
        .withMessageContaining("version 2")
        .withMessageContaining("newer release");
  }

  @Test
  void believesNoLengthThatNoChunkHas() {
    Chunk.Position position =
        new Chunk.Position(
            new ChunkId(new TransactionId(new UUID(1, 2), 3), 0), true, 0, ChunkCodec.EMPTY_DIGEST);
    byte[] bomb = new byte[ChunkCodec.MAX_RAW_BYTES + 1];
    byte[] stored = ChunkCodec.encode(position, ChunkCompression.LZ4, bomb, bomb.length).bytes();
    assertThat(stored.length).isLessThan(10_000);
    assertThatExceptionOfType(CorruptChunkException.class)
        .isThrownBy(() -> ChunkCodec.decode(position.id(), stored))
        .withMessageContaining("impossible length");
  }

  @Test
  void compressesWhatRepeatsItselfAndNothingElse() throws Exception {
    List<Taken> taken = new ArrayList<>();
    ChunkCutter cutter = cutter(10_000, taken);
    cutter.seal(List.of(Mutations.upsert(1, "again ".repeat(1_000))));
    byte[] noise = new byte[10_000];
    new Random(1).nextBytes(noise);
    cutter.seal(List.of(new Delete(noise, Mutation.NO_WRITETIME)));
    assertThat(taken.get(0).bytes.length).isLessThan(200);
    assertThat(taken.get(1).bytes.length).isBetween(10_000, 10_100);
  }

  @Test
  void aRowLargerThanAChunkSpansSeveral() throws Exception {
    List<Taken> taken = new ArrayList<>();
    cutter(1_000, taken).seal(List.of(Mutations.upsert(1, "x".repeat(5_500))));
    assertThat(taken).hasSize(6);
    assertThat(taken.stream().filter(t -> endsBuffer(t)).map(t -> t.id.index())).containsExactly(5);
  }

  @Test
  void refusesRowsThatMakeNoSense() {
    MutationDecoder decoder = new MutationDecoder();
    decoder.feed(new byte[] {0x0F, 0, 0});
    assertThatExceptionOfType(CorruptChunkException.class).isThrownBy(decoder::next);
    MutationDecoder endless = new MutationDecoder();
    endless.feed(new byte[] {0, -1, -1, -1, -1, -1, -1});
    assertThatExceptionOfType(CorruptChunkException.class).isThrownBy(endless::next);
    MutationDecoder keyTooLong = new MutationDecoder();
    keyTooLong.feed(new byte[] {0, 1, 2, 3});
    assertThatExceptionOfType(CorruptChunkException.class).isThrownBy(keyTooLong::next);
  }

  private static boolean endsBuffer(Taken taken) {
    try {
      return ChunkCodec.decode(taken.id, taken.bytes).position().endsBuffer();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ChunkCutter cutter(int chunkBytes, List<Taken> taken) {
    return cutter(chunkBytes, ChunkCompression.LZ4, taken);
  }

  private static ChunkCutter cutter(
      int chunkBytes, ChunkCompression compression, List<Taken> taken) {
    return new ChunkCutter(
        TRANSACTION,
        chunkBytes,
        compression,
        (id, bytes, length) -> taken.add(new Taken(id, bytes, length)));
  }

  private static List<Mutation> randomMutations(Random random) {
    List<Mutation> mutations = new ArrayList<>();
    int count = 1 + random.nextInt(20);
    for (int i = 0; i < count; i++) {
      byte[] cells = new byte[random.nextInt(random.nextBoolean() ? 20 : 400)];
      if (random.nextBoolean()) {
        random.nextBytes(cells);
      }
      long writetime = random.nextInt(4) == 0 ? random.nextLong() : Mutation.NO_WRITETIME;
      if (random.nextInt(3) == 0) {
        mutations.add(new Delete(cells, writetime));
      } else {
        int ttl = random.nextInt(3) == 0 ? random.nextInt(630_720_000) : Mutation.NO_TTL;
        mutations.add(
            new Upsert(
                cells, random.nextInt(cells.length + 1), ttl, writetime, random.nextBoolean()));
      }
    }
    return mutations;
  }
}
