package io.cosmoscassandra.flink.source.enumerator;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the ring of tokens into ranges of about equal size. Neighbours whose rows live on the same
 * nodes are put together; a range larger than its share is cut evenly.
 */
final class RingCutter {

  private static final BigInteger RING = BigInteger.ONE.shiftLeft(64);

  private RingCutter() {}

  /**
   * A range of tokens.
   *
   * @param from the token behind which it begins
   * @param to its last token
   * @param replicas the nodes that have its rows
   */
  record Range(long from, long to, Object replicas) {

    /** The part of the whole ring. */
    double share() {
      return span().doubleValue() / RING.doubleValue();
    }

    BigInteger span() {
      return BigInteger.valueOf(to).subtract(BigInteger.valueOf(from));
    }
  }

  /**
   * Cuts the ring.
   *
   * @param ring the ranges of the ring, none of them wrapped, in their order
   * @param parts the number of ranges wanted; there may be more, where neighbours live on different
   *     nodes
   */
  static List<Range> cut(List<Range> ring, int parts) {
    if (parts <= 1) {
      return List.of(new Range(ring.get(0).from(), ring.get(ring.size() - 1).to(), List.of()));
    }
    double wanted = 1.0 / parts;
    List<Range> cut = new ArrayList<>();
    Range open = null;
    for (Range next : ring) {
      if (open == null) {
        open = next;
      } else if (open.replicas().equals(next.replicas()) || open.share() < wanted / 2) {
        open = new Range(open.from(), next.to(), next.replicas());
      } else {
        cutEvenly(open, wanted, cut);
        open = next;
      }
    }
    cutEvenly(open, wanted, cut);
    return cut;
  }

  private static void cutEvenly(Range range, double wanted, List<Range> into) {
    int parts = (int) Math.max(1, Math.round(range.share() / wanted));
    BigInteger from = BigInteger.valueOf(range.from());
    BigInteger span = range.span();
    long begin = range.from();
    for (int i = 1; i <= parts; i++) {
      long end =
          i == parts
              ? range.to()
              : from.add(span.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(parts)))
                  .longValueExact();
      into.add(new Range(begin, end, range.replicas()));
      begin = end;
    }
  }
}
