package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.schema.ColumnMetadata;
import com.datastax.oss.driver.api.core.metadata.schema.RelationMetadata;
import com.datastax.oss.driver.api.core.type.DataType;
import io.cosmoscassandra.flink.client.StatementPreparer;
import io.cosmoscassandra.flink.client.driver.ResultPage;
import io.cosmoscassandra.flink.read.page.FetchMessages;
import io.cosmoscassandra.flink.read.page.PageCursor;
import io.cosmoscassandra.flink.read.page.PageFetcher;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.read.page.ReadLimit;
import io.cosmoscassandra.flink.read.page.ReadMetrics;
import io.cosmoscassandra.flink.read.page.RequestLoad;
import io.cosmoscassandra.flink.read.page.SharedPageSizer;
import io.cosmoscassandra.flink.read.page.TooMuchAtOnceException;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.RowData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live table of one subtask, open for reading the rows of keys.
 *
 * <p>Keys are encoded by one thread, and rows are decoded by one thread. Requests are sent by the
 * thread that asks, by driver threads and by the timer, none of which ever waits.
 */
@Internal
public final class KeyReader implements RequestLoad, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(KeyReader.class);

  private final TableHandle handle;
  private final PageFetcher fetcher;
  private final LookupStatement statement;
  private final List<DataType> types;
  private final BoundStatement prepared;
  private final KeyEncoder encoder;
  private final ReadableTable table;
  private final RowDecoder decoder;
  private final SharedPageSizer sizer;
  private final TableIdentity identity;

  private KeyReader(TableHandle handle, LookupPlan plan, ReadMetrics metrics)
      throws InterruptedException {
    this.handle = handle;
    this.table = ReadableTable.of(handle.live().metadata(), plan.fields());
    this.statement = LookupStatement.of(table.key(), plan);
    this.types = types(statement.keys(), handle.live().metadata());
    this.encoder = new KeyEncoder(statement.keys(), types);
    this.decoder = table.newDecoder();
    this.sizer = new SharedPageSizer(plan.settings().pageBytes());
    this.identity = new TableIdentity(handle.session(), handle.live().metadata());
    this.fetcher = new PageFetcher(handle.session(), plan.settings(), metrics, handle.timing());
    String cql =
        "SELECT " + table.select() + " FROM " + table.key().table().asCql() + statement.where();
    LOG.info("Table {} is looked up by {}", table.key().table(), cql);
    this.prepared =
        new StatementPreparer(handle.session(), BlockingClock.OF_THREAD)
            .prepare(SimpleStatement.builder(cql).setIdempotence(true).build())
            .bind()
            .setConsistencyLevel(handle.consistency().forReading(plan.settings().consistency()));
  }

  private static List<DataType> types(List<KeyField> keys, RelationMetadata table) {
    return keys.stream()
        .map(key -> table.getColumn(CqlIdentifier.fromInternal(key.column())).orElseThrow())
        .map(ColumnMetadata::getType)
        .toList();
  }

  /**
   * Connects, and validates the declaration.
   *
   * @throws io.cosmoscassandra.flink.client.failure.ConnectionException if there is no connection
   * @throws io.cosmoscassandra.flink.schema.DeclarationException if the declaration does not fit
   *     the live table
   */
  public static KeyReader open(LookupPlan plan, ReadMetrics metrics) throws InterruptedException {
    TableHandle handle = TableHandle.openForReading(plan.connection(), plan.declaration());
    try {
      return new KeyReader(handle, plan, metrics);
    } catch (Throwable e) {
      handle.close();
      throw e;
    }
  }

  @Override
  public int requestsInFlight() {
    return fetcher.requestsInFlight();
  }

  @Override
  public int congestionWindow() {
    return fetcher.congestionWindow();
  }

  /** Encodes a key; null if no row can have it, because it is null or does not fit its column. */
  @Nullable
  public EncodedKey encode(RowData key) {
    return encoder.encode(key);
  }

  /**
   * Fetches all rows of a key.
   *
   * @return completes on a thread of the driver or the timer, with {@link ReadException} if the
   *     rows cannot be had
   */
  public CompletableFuture<FetchedRows> fetch(EncodedKey key) {
    Reading reading = new Reading(key, statement.bind(prepared, key));
    reading.begin();
    return reading.rows;
  }

  /** A key for people, as CQL writes its values. */
  private String show(EncodedKey key) {
    List<ByteBuffer> values = key.values();
    return IntStream.range(0, types.size())
        .mapToObj(
            i -> KeyColumns.show(statement.keys().get(i).column(), types.get(i), values.get(i)))
        .collect(Collectors.joining(", "));
  }

  /** Decodes rows into objects that belong to the caller. */
  public List<RowData> decode(FetchedRows rows) {
    List<RowData> decoded = new ArrayList<>();
    for (ResultPage page : rows.pages()) {
      PageCursor cursor = new PageCursor(page);
      while (cursor.next()) {
        if (decoder.isRow(cursor)) {
          decoded.add(decoder.decode(cursor));
        }
      }
    }
    return decoded;
  }

  /** Reads the pages of a key one after the other, so no field needs a guard. */
  private final class Reading {

    /** A page that takes the server too long is asked for again with so much less rows. */
    private static final int FEWER = 4;

    private final List<BoundStatement> statements;
    private final FetchMessages messages;
    private final List<ResultPage> pages = new ArrayList<>(1);
    private final CompletableFuture<FetchedRows> rows = new CompletableFuture<>();
    private int mostRows = Integer.MAX_VALUE;
    private int current;

    Reading(EncodedKey key, List<BoundStatement> statements) {
      this.statements = statements;
      this.messages = new FetchMessages.OfLookup(table.key().table(), () -> show(key));
    }

    void begin() {
      if (statements.isEmpty()) {
        rows.complete(FetchedRows.NONE);
      } else {
        fetch(statements.get(0));
      }
    }

    private void fetch(BoundStatement next) {
      int size = Math.min(mostRows, sizer.rows());
      var unused =
          fetcher
              .fetch(next.setPageSize(size), !statement.readsSingleRows() && size > 1, messages)
              .whenComplete((page, error) -> completed(next, size, page, error));
    }

    /** The driver swallows exceptions, but the caller must learn of them. */
    private void completed(
        BoundStatement request, int size, @Nullable ResultPage page, @Nullable Throwable error) {
      try {
        if (error == null) {
          came(request, page);
        } else if (error instanceof TooMuchAtOnceException tooMuch) {
          askForLess(request, size, tooMuch);
        } else {
          rows.completeExceptionally(error);
        }
      } catch (RuntimeException | Error e) {
        rows.completeExceptionally(e);
      }
    }

    private void came(BoundStatement request, ResultPage page) {
      sizer.learn(page);
      pages.add(page);
      if (page.pagingState() != null) {
        fetch(request.setPagingState(page.pagingState()));
      } else if (++current < statements.size()) {
        fetch(statements.get(current));
      } else if (identity.isReplaced()) {
        rows.completeExceptionally(
            new ReadException(
                messages.failed(
                    "the table was dropped, or dropped and created again, since the lookups"
                        + " began")));
      } else {
        rows.complete(new FetchedRows(pages));
      }
    }

    private void askForLess(BoundStatement request, int size, TooMuchAtOnceException tooMuch) {
      if (tooMuch.limit() == ReadLimit.TOMBSTONES) {
        rows.completeExceptionally(
            new ReadException(
                messages.failed("it meets " + tooMuch.limit().description()), tooMuch.getCause()));
      } else {
        mostRows = Math.max(1, size / FEWER);
        fetch(request);
      }
    }
  }

  @Override
  public void close() {
    fetcher.close();
    handle.close();
  }
}
