package io.cosmoscassandra.benchmarks.contender;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Number of the rows that were read in a run, and the sum of their hashes, which is the same in
 * whatever order they come. It is reached through {@link #current()}, since frameworks copy the
 * functions that they are given.
 */
public final class Tally {

  /** The answer's field for the number of rows. */
  public static final String ROWS = "readRows";

  /** The answer's field for the checksum. */
  public static final String CHECKSUM = "checksum";

  private static volatile Tally current;

  private final LongAdder rows = new LongAdder();
  private final LongAdder checksum = new LongAdder();

  Tally() {
    current = this;
  }

  /** The tally of the current run of this process. */
  public static Tally current() {
    return current;
  }

  /** A part for one thread. */
  public Part part() {
    return new Part();
  }

  /** Adds rows, on any thread. */
  public void add(long number, long sumOfHashes) {
    rows.add(number);
    checksum.add(sumOfHashes);
  }

  /** For the answer; text, since no number of the runner's holds it exactly. */
  Map<String, Object> figures() {
    return Map.of(ROWS, rows.sum(), CHECKSUM, Long.toHexString(checksum.sum()));
  }

  /** The rows that one thread reads; they count when it is closed. */
  public final class Part implements AutoCloseable {

    private long partRows;
    private long partChecksum;

    private Part() {}

    /** Adds a row. */
    public void row(long hash) {
      partRows++;
      partChecksum += hash;
    }

    /** Adds rows that the database has counted. */
    public void counted(long number) {
      partRows += number;
    }

    /** How many there are so far. */
    public long rows() {
      return partRows;
    }

    @Override
    public void close() {
      add(partRows, partChecksum);
      partRows = 0;
      partChecksum = 0;
    }
  }
}
