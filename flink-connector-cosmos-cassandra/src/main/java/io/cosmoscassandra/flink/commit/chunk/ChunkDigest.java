package io.cosmoscassandra.flink.commit.chunk;

/** A number that stands for all chunks of a transaction up to one of them, in their order. */
public final class ChunkDigest {

  /** Stands for no chunk at all. */
  public static final long START = 0x5DEECE66DL;

  private ChunkDigest() {}

  /** The digest once a chunk is added. */
  static long after(long before, int checksum, int length) {
    long mixed = before + (((long) checksum << 32) ^ length) + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
