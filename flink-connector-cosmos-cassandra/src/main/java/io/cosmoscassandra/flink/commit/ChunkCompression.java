package io.cosmoscassandra.flink.commit;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * How the body of a chunk is stored.
 *
 * <p>Java's own compression: faster ones come with Flink in every version, but store a third more,
 * and bytes are what a database asks the higher price for.
 */
enum ChunkCompression {
  NONE(0) {
    @Override
    byte[] compress(byte[] raw, int length) {
      return Arrays.copyOf(raw, length);
    }

    @Override
    byte[] decompress(byte[] chunk, int offset, int length, int rawLength)
        throws CorruptChunkException {
      if (length != rawLength) {
        throw new CorruptChunkException(
            "it holds %,d bytes instead of %,d".formatted(length, rawLength));
      }
      return Arrays.copyOfRange(chunk, offset, offset + length);
    }
  },

  DEFLATE(1) {
    @Override
    byte[] compress(byte[] raw, int length) {
      Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
      try {
        deflater.setInput(raw, 0, length);
        deflater.finish();
        byte[] compressed = new byte[length];
        int compressedLength = deflater.deflate(compressed);
        // What does not fit is no shorter than before.
        return deflater.finished() ? Arrays.copyOf(compressed, compressedLength) : compressed;
      } finally {
        deflater.end();
      }
    }

    @Override
    byte[] decompress(byte[] chunk, int offset, int length, int rawLength)
        throws CorruptChunkException {
      Inflater inflater = new Inflater(true);
      try {
        inflater.setInput(chunk, offset, length);
        byte[] raw = new byte[rawLength];
        int inflated = inflater.inflate(raw);
        if (inflated != rawLength) {
          throw new CorruptChunkException(
              "it holds %,d bytes instead of %,d".formatted(inflated, rawLength));
        }
        return raw;
      } catch (DataFormatException e) {
        throw new CorruptChunkException("it can't be decompressed", e);
      } finally {
        inflater.end();
      }
    }
  };

  private final byte id;

  ChunkCompression(int id) {
    this.id = (byte) id;
  }

  /** What stands for it in a chunk's header. */
  byte id() {
    return id;
  }

  /** The compressed form; if it isn't shorter than the raw bytes, it is of no use. */
  abstract byte[] compress(byte[] raw, int length);

  abstract byte[] decompress(byte[] chunk, int offset, int length, int rawLength)
      throws CorruptChunkException;

  static ChunkCompression of(byte id) throws CorruptChunkException {
    return switch (id) {
      case 0 -> NONE;
      case 1 -> DEFLATE;
      default -> throw new CorruptChunkException("its compression has the unknown number " + id);
    };
  }
}
