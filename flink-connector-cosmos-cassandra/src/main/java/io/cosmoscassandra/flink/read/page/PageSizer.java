package io.cosmoscassandra.flink.read.page;

import io.cosmoscassandra.flink.client.driver.ResultPage;
import org.apache.flink.annotation.Internal;

/**
 * Turns the wanted bytes of a page into the number of rows to ask for: begins with few rows, learns
 * from each page how large they are, and asks for half after a request that took too long.
 */
@Internal
public final class PageSizer {

  private static final int FIRST_ROWS = 10;

  /**
   * The server holds the rows of a page twice, so there is an end to it however narrow they are.
   */
  private static final int MOST_ROWS = 50_000;

  /** A page may be so many times as large as the one before it, since rows may grow. */
  private static final int GROWTH = 8;

  private static final int ROWS_OF_AGGREGATES = 5_000;

  private final Content content;
  private final long pageBytes;
  private final int mostRows;
  private int limit;
  private int rows;

  /** What the rows of the pages are. */
  private enum Content {
    /** Rows as they lie in the table: fewer of them are read faster. */
    ROWS,
    /** Rows that the server picks out of many: fewer of them are read no faster. */
    MATCHING_ROWS,
    /** Rows that the server computes out of many. */
    AGGREGATES
  }

  /**
   * A sizer.
   *
   * @param pageBytes the wanted size of a page
   * @param mostRows the most rows that the query can use
   */
  public PageSizer(long pageBytes, long mostRows) {
    this(Content.ROWS, pageBytes, mostRows, FIRST_ROWS);
  }

  private PageSizer(Content content, long pageBytes, long mostRows, int firstRows) {
    this.content = content;
    this.pageBytes = pageBytes;
    this.mostRows = (int) Math.max(1, Math.min(MOST_ROWS, mostRows));
    this.limit = this.mostRows;
    this.rows = Math.min(firstRows, this.mostRows);
  }

  /** Pages within the server, where it computes one row out of many: nothing is learned of them. */
  public static PageSizer ofAggregates() {
    return new PageSizer(Content.AGGREGATES, 0, ROWS_OF_AGGREGATES, ROWS_OF_AGGREGATES);
  }

  /**
   * Pages of rows that the server picks out of many: a request for fewer of them is no faster, so a
   * smaller range must be asked for.
   */
  public static PageSizer ofFilteredRanges(long pageBytes, long mostRows) {
    return new PageSizer(Content.MATCHING_ROWS, pageBytes, mostRows, FIRST_ROWS);
  }

  /** Whether a request that takes too long must ask for a smaller range at once. */
  public boolean neverShrinks() {
    return content != Content.ROWS;
  }

  /** The number of rows to ask for next. */
  public int rows() {
    return rows;
  }

  /** A page came. Its rows tell how many of them make a page of the wanted size. */
  public void learn(ResultPage page) {
    if (content == Content.AGGREGATES || page.rows() == 0) {
      return;
    }
    long perRow = Math.max(1, page.bytes().length / page.rows());
    long wanted = Math.max(1, pageBytes / perRow);
    // Slowly back to what was too much once: what was slow then may have passed.
    limit = (int) Math.min(mostRows, limit + Math.max(1L, limit / 8));
    rows = (int) Math.min(Math.min(wanted, (long) rows * GROWTH), limit);
  }

  /** Whether fewer rows than now can be asked for. */
  public boolean canHalve() {
    return content == Content.ROWS && rows > 1;
  }

  /** A page of this size took the server too long: asks for half of it from now on. */
  public void halve() {
    rows = Math.max(1, rows / 2);
    limit = rows;
  }
}
