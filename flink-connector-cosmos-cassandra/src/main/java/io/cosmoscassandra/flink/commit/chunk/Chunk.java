package io.cosmoscassandra.flink.commit.chunk;

/**
 * A slice of a transaction's encoded mutations.
 *
 * @param position where it belongs
 * @param raw the encoded mutations, of which the first and the last may be cut
 * @param digest the digest of all chunks up to and including this one
 */
@SuppressWarnings("ArrayRecordComponent") // chunks are never compared
public record Chunk(Position position, byte[] raw, long digest) {

  /**
   * What a chunk says of itself beside its bytes.
   *
   * @param id its place
   * @param endsBuffer whether it is the last one of a sealed buffer, so that the mutations end with
   *     it, and no mutation before it need be under way when the next one starts
   * @param effectsBefore how many mutations lie before the sealed buffer that it is a part of
   * @param digestBefore the digest of all chunks before it
   */
  public record Position(ChunkId id, boolean endsBuffer, long effectsBefore, long digestBefore) {}
}
