package io.cosmoscassandra.flink.commit.chunk;

/**
 * Slice of the encoded mutations of a transaction.
 *
 * @param position its position in the transaction
 * @param raw the encoded mutations; the first and the last may be incomplete
 * @param digest the digest of all chunks up to and including this one
 */
@SuppressWarnings("ArrayRecordComponent") // chunks are never compared
public record Chunk(Position position, byte[] raw, long digest) {

  /**
   * Position of a chunk in its transaction.
   *
   * @param id the identity of the chunk
   * @param endsBuffer whether the chunk is the last of a sealed buffer. Its last mutation is then
   *     complete, and all its mutations must be acknowledged before the next chunk is applied
   * @param effectsBefore the number of mutations before the sealed buffer that contains the chunk
   * @param digestBefore the digest of all chunks before this one
   */
  public record Position(ChunkId id, boolean endsBuffer, long effectsBefore, long digestBefore) {}
}
