package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.read.CqlPredicate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.core.io.InputSplit;

/**
 * A part of a table that is copied.
 *
 * @param number the number of the part, from 0 on
 * @param fromToken the token behind which the part begins
 * @param toToken the last token of the part
 * @param partition the only partition of the part; null for all in the range of tokens
 */
record TablePart(
    int number, long fromToken, long toToken, @Nullable CqlPredicate.PartitionKey partition)
    implements InputSplit {

  @Override
  public int getSplitNumber() {
    return number;
  }

  /** The parts that hold all rows that a query needs. */
  static List<TablePart> all(CqlPredicate predicate, int ranges) {
    List<TablePart> parts = new ArrayList<>();
    if (predicate.partitions() != null) {
      predicate.partitions().forEach(key -> parts.add(new TablePart(parts.size(), 0, 0, key)));
      return parts;
    }
    BigInteger first = BigInteger.valueOf(Long.MIN_VALUE);
    BigInteger ring = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    long begin = Long.MIN_VALUE;
    for (int i = 1; i <= ranges; i++) {
      long end =
          first
              .add(ring.multiply(BigInteger.valueOf(i)).divide(BigInteger.valueOf(ranges)))
              .longValueExact();
      parts.add(new TablePart(i - 1, begin, end, null));
      begin = end;
    }
    return parts;
  }
}
