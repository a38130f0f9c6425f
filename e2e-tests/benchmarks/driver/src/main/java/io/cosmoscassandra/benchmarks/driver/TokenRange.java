package io.cosmoscassandra.benchmarks.driver;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the ring.
 *
 * @param after the token behind which it begins
 * @param last its last token
 */
record TokenRange(long after, long last) {

  private static final BigInteger RING = BigInteger.ONE.shiftLeft(64);
  private static final BigInteger FIRST = BigInteger.valueOf(Long.MIN_VALUE);

  /** The whole ring in parts of equal size; no key has the smallest token. */
  static List<TokenRange> ring(int parts) {
    List<TokenRange> ranges = new ArrayList<>();
    long after = Long.MIN_VALUE;
    for (int i = 1; i <= parts; i++) {
      BigInteger share = RING.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(parts));
      long last = FIRST.add(share).subtract(BigInteger.ONE).longValueExact();
      ranges.add(new TokenRange(after, last));
      after = last;
    }
    return ranges;
  }
}
