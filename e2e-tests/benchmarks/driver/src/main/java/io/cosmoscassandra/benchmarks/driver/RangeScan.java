package io.cosmoscassandra.benchmarks.driver;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a table range by range, some of them at a time. The next page of a range is on its way
 * while a thread takes the rows of the one before, but never the one after the next.
 */
final class RangeScan implements AutoCloseable {

  private final CqlSession session;
  private final Consumer<Row> onRow;
  private final ExecutorService decoder = Executors.newSingleThreadExecutor(RangeScan::thread);

  /**
   * A scan.
   *
   * @param onRow gets the rows, all on one thread
   */
  RangeScan(CqlSession session, Consumer<Row> onRow) {
    this.session = session;
    this.onRow = onRow;
  }

  void read(List<TokenRange> ranges, int inFlight, Function<TokenRange, Statement<?>> select)
      throws InterruptedException, ExecutionException {
    Semaphore permits = new Semaphore(inFlight);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (TokenRange range : ranges) {
      permits.acquire();
      all.add(
          session
              .executeAsync(select.apply(range))
              .thenCompose(this::take)
              .whenComplete((done, error) -> permits.release())
              .toCompletableFuture());
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get();
  }

  private CompletionStage<Void> take(AsyncResultSet page) {
    if (!page.hasMorePages()) {
      return decode(page);
    }
    CompletionStage<AsyncResultSet> next = page.fetchNextPage();
    return decode(page).thenCombine(next, (done, following) -> following).thenCompose(this::take);
  }

  private CompletableFuture<Void> decode(AsyncResultSet page) {
    return CompletableFuture.runAsync(() -> page.currentPage().forEach(onRow), decoder);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "decoder");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    decoder.shutdownNow();
  }
}
