package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cosmoscassandra.flink.client.driver.ResultPage;
import io.cosmoscassandra.flink.read.page.FetchMessages;
import io.cosmoscassandra.flink.read.page.PageCursor;
import io.cosmoscassandra.flink.read.page.PageFetcher;
import io.cosmoscassandra.flink.read.page.PageSizer;
import io.cosmoscassandra.flink.read.page.PrefetchBudget;
import io.cosmoscassandra.flink.read.page.RangeTooLargeException;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.read.page.ReadLimit;
import io.cosmoscassandra.flink.read.page.TooMuchAtOnceException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.RowData;

/**
 * Reads one part of a table, a token range or a partition, page by page: while the rows of one page
 * are emitted, the next is fetched.
 *
 * <p>All methods are the task thread's. Its place is exact between any two rows: the paging state
 * with which the current page was fetched, and the key of the last row emitted. After a restore
 * that page is fetched again, and rows up to that key are dropped.
 */
@Internal
public final class PartReading {

  private static final int NOT_EMITTED = -1;

  private final BoundStatement statement;
  private final PageFetcher fetcher;
  private final PageSizer sizer;
  private final PrefetchBudget budget;
  private final RowDecoder decoder;
  private final KeyColumns key;
  @Nullable private final KeyOrder order;
  private final TableIdentity identity;
  private final FetchMessages messages;

  @Nullable private PageCursor page;

  /** The paging state with which the current page was fetched, or is being fetched. */
  @Nullable private ByteBuffer pageState;

  /** Behind the current page; null if it is the last. */
  @Nullable private ByteBuffer nextState;

  /** The page to come; null while the buffer has no room for it, or if there is none. */
  @Nullable private CompletableFuture<ResultPage> coming;

  private long pageBytes;

  /** The place of the last row emitted from the current page. */
  private int lastRow = NOT_EMITTED;

  /** The key of the last row emitted before the current page. */
  @Nullable private byte[] lastKey;

  private boolean finished;

  PartReading(
      BoundStatement statement,
      PageFetcher fetcher,
      PageSizer sizer,
      PrefetchBudget budget,
      RowDecoder decoder,
      KeyColumns key,
      @Nullable KeyOrder order,
      TableIdentity identity,
      ReadPosition start) {
    this.statement = statement;
    this.fetcher = fetcher;
    this.sizer = sizer;
    this.budget = budget;
    this.decoder = decoder;
    this.key = key;
    this.order = order;
    this.identity = identity;
    this.messages = new FetchMessages.OfScan(key.table());
    this.pageState = start.pagingStateBuffer();
    this.lastKey = start.lastKey();
    this.coming = fetch(pageState);
  }

  /** Whether {@link #emit} has something to do without waiting. */
  public boolean isReady() {
    return page != null || (coming != null && coming.isDone());
  }

  /** Whether all rows have been emitted. */
  public boolean isFinished() {
    return finished;
  }

  /** Completes when {@link #isReady()} becomes true. */
  public CompletableFuture<?> ready() {
    return isReady() || coming == null ? CompletableFuture.completedFuture(null) : coming;
  }

  /** The place behind the last row emitted. */
  public ReadPosition position() {
    return new ReadPosition(bytesOf(pageState), lastKeyEmitted());
  }

  @Nullable
  private byte[] lastKeyEmitted() {
    return lastRow == NOT_EMITTED ? lastKey : key.at(lastRow, page);
  }

  /**
   * Emits rows that have come, up to a number.
   *
   * @return the number of rows emitted
   * @throws RangeTooLargeException if the part must be read in smaller ranges of tokens, from
   *     {@link #position()} on
   * @throws ReadException if it cannot be read
   */
  public int emit(Consumer<RowData> output, int most) {
    int emitted = 0;
    while (emitted < most && !finished) {
      if (page == null && !takePage()) {
        break;
      }
      if (!page.next()) {
        endPage();
      } else if (decoder.isRow(page)) {
        RowData row = decoder.decode(page);
        lastRow = page.rowStart();
        output.accept(row);
        emitted++;
      }
    }
    return emitted;
  }

  /** Begins with the page that has come, if it has, and asks for the one behind it. */
  private boolean takePage() {
    if (!coming.isDone()) {
      return false;
    }
    ResultPage result;
    try {
      result = coming.join();
    } catch (CompletionException e) {
      return askForLess(e);
    }
    identity.check();
    coming = null;
    sizer.learn(result);
    page = new PageCursor(result);
    pageBytes = result.bytes().length;
    nextState = result.pagingState();
    budget.take(pageBytes);
    if (lastKey != null) {
      skipThrough(lastKey, result);
    }
    if (nextState != null && budget.hasRoom()) {
      coming = fetch(nextState);
    }
    return true;
  }

  private boolean askForLess(CompletionException failure) {
    if (!(failure.getCause() instanceof TooMuchAtOnceException tooMuch)) {
      throw failure.getCause() instanceof RuntimeException e ? e : failure;
    }
    if (tooMuch.limit() == ReadLimit.TOMBSTONES || !sizer.canHalve()) {
      throw new RangeTooLargeException(tooMuch.limit(), tooMuch.getCause());
    }
    sizer.halve();
    coming = fetch(pageState);
    return false;
  }

  private void endPage() {
    lastKey = lastKeyEmitted();
    lastRow = NOT_EMITTED;
    page = null;
    budget.giveBack(pageBytes);
    pageState = nextState;
    finished = nextState == null;
    if (!finished && coming == null) {
      // There was no room to fetch it ahead; it takes the place of the page that has ended.
      coming = fetch(pageState);
    }
  }

  private CompletableFuture<ResultPage> fetch(@Nullable ByteBuffer state) {
    return fetcher.fetch(
        statement.setPageSize(sizer.rows()).setPagingState(state),
        sizer.canHalve() || sizer.neverShrinks(),
        messages);
  }

  /**
   * Drops the rows of a page that were emitted before. Where the order of rows is known, these are
   * all rows up to the last key, whether that row still exists or not; else the row itself is
   * looked for, and nothing is dropped if it has gone.
   */
  private void skipThrough(byte[] last, ResultPage result) {
    PageCursor ahead = new PageCursor(result);
    int row = 0;
    int emittedBefore = 0;
    while (ahead.next()) {
      row++;
      int compared = compare(ahead, last);
      if (compared <= 0) {
        emittedBefore = row;
      }
      if (compared >= 0 && order != null) {
        break;
      }
      if (compared == 0) {
        break;
      }
    }
    for (int i = 0; i < emittedBefore; i++) {
      page.next();
    }
  }

  /** Negative for a row that was emitted before the last one, positive for one that was not. */
  private int compare(PageCursor row, byte[] last) {
    if (order == null) {
      return Arrays.equals(key.at(row.rowStart(), row), last) ? 0 : 1;
    }
    if (key.lacksClustering(row)) {
      return order.comparePartitions(key.at(row.rowStart(), row), last) <= 0 ? -1 : 1;
    }
    return order.compare(key.at(row.rowStart(), row), last);
  }

  /** Gives back what it holds. */
  public void close() {
    if (page != null) {
      budget.giveBack(pageBytes);
      page = null;
    }
    finished = true;
  }

  @Nullable
  private static byte[] bytesOf(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
