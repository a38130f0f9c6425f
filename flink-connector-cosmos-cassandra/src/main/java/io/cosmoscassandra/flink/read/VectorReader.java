package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.CqlIdentifier;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.type.DataType;
import io.cosmoscassandra.flink.client.ConsistencyChoice;
import io.cosmoscassandra.flink.client.StatementPreparer;
import io.cosmoscassandra.flink.client.driver.ResultPage;
import io.cosmoscassandra.flink.codec.ValueException;
import io.cosmoscassandra.flink.read.page.FetchMessages;
import io.cosmoscassandra.flink.read.page.PageCursor;
import io.cosmoscassandra.flink.read.page.PageFetcher;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.read.page.ReadMetrics;
import io.cosmoscassandra.flink.read.page.RequestLoad;
import io.cosmoscassandra.flink.schema.TableHandle;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.RowData;

/**
 * The live table of one subtask, open for searching the rows whose vectors are nearest to another.
 *
 * <p>Vectors are encoded by one thread, and rows are decoded by one thread.
 */
@Internal
public final class VectorReader implements RequestLoad, AutoCloseable {

  /** The most rows that the server finds, unless a system property of it says otherwise. */
  private static final int MOST_ROWS = 1_000;

  /** The server searches at this level whatever the request says, and would warn of another. */
  private static final ConsistencyChoice LEVEL =
      ConsistencyChoice.byDefault(DefaultConsistencyLevel.LOCAL_ONE);

  private final TableHandle handle;
  private final VectorPlan plan;
  private final ReadableTable table;
  private final FetchMessages messages;
  private final PageFetcher fetcher;
  private final KeyEncoder encoder;
  private final RowDecoder decoder;
  private final BoundStatement prepared;

  private VectorReader(TableHandle handle, VectorPlan plan, ReadMetrics metrics)
      throws InterruptedException {
    this.handle = handle;
    this.plan = plan;
    this.table = ReadableTable.of(handle.live().metadata(), plan.fieldsAndScore());
    this.messages = new FetchMessages.OfVectorSearch(table.key().table());
    this.fetcher = new PageFetcher(handle.session(), plan.settings(), metrics, handle.timing());
    this.encoder =
        new KeyEncoder(
            List.of(new KeyField(0, plan.column(), plan.type())),
            List.of(columnType(handle, plan)));
    this.decoder = table.newDecoder();
    this.prepared =
        new StatementPreparer(handle.session(), BlockingClock.OF_THREAD)
            .prepare(SimpleStatement.builder(cql()).setIdempotence(true).build())
            .bind()
            .setConsistencyLevel(handle.consistency().forReading(LEVEL));
  }

  private static DataType columnType(TableHandle handle, VectorPlan plan) {
    return handle
        .live()
        .metadata()
        .getColumn(CqlIdentifier.fromInternal(plan.column()))
        .orElseThrow()
        .getType();
  }

  private String cql() {
    return "SELECT "
        + table.select()
        + " FROM "
        + table.key().table().asCql()
        + where()
        + " ORDER BY "
        + new CqlName(plan.column()).asCql()
        + " ANN OF ? LIMIT ?";
  }

  private String where() {
    List<String> restrictions = new ArrayList<>();
    if (plan.predicate().partitions() != null) {
      table
          .key()
          .partition()
          .forEach(column -> restrictions.add(new CqlName(column.name()).asCql() + " = ?"));
    }
    plan.predicate()
        .conditions()
        .forEach(
            condition -> restrictions.add(condition.cql(new CqlName(condition.column()).asCql())));
    return restrictions.isEmpty() ? "" : " WHERE " + String.join(" AND ", restrictions);
  }

  /**
   * Connects, and validates the declaration.
   *
   * @throws io.cosmoscassandra.flink.client.failure.ConnectionException if there is no connection
   * @throws io.cosmoscassandra.flink.schema.DeclarationException if the declaration does not fit
   *     the live table
   */
  public static VectorReader open(VectorPlan plan, ReadMetrics metrics)
      throws InterruptedException {
    TableHandle handle = TableHandle.openForReading(plan.connection(), plan.declaration());
    try {
      return new VectorReader(handle, plan, metrics);
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

  /**
   * Searches the rows whose vectors are nearest to the first field of a query.
   *
   * @param most the number of rows wanted
   * @return completes on a thread of the driver or the timer
   * @throws ReadException if the server cannot search so many rows, or the vector does not fit
   */
  public CompletableFuture<FetchedRows> search(RowData query, int most) {
    if (most > MOST_ROWS) {
      throw new ReadException(
          "A vector search asks for %d rows of table %s, and Cassandra finds %d at most. Ask for fewer"
              .formatted(most, table.key().table(), MOST_ROWS));
    }
    if (query.isNullAt(0)) {
      return CompletableFuture.completedFuture(FetchedRows.NONE);
    }
    List<CompletableFuture<ResultPage>> pages =
        requests(encode(query), most).stream()
            .map(request -> fetcher.fetch(request, false, messages))
            .toList();
    return CompletableFuture.allOf(pages.toArray(CompletableFuture[]::new))
        .thenApply(all -> new FetchedRows(pages.stream().map(CompletableFuture::join).toList()));
  }

  private ByteBuffer encode(RowData query) {
    try {
      return encoder.encodeStrictly(query).values().get(0);
    } catch (ValueException e) {
      throw new ReadException(
          "Column '%s' of table %s cannot be searched for this vector: %s"
              .formatted(plan.column(), table.key().table(), e.getMessage()),
          e);
    }
  }

  /** One request, or one for each partition that the query names. */
  private List<BoundStatement> requests(ByteBuffer vector, int most) {
    if (plan.predicate().partitions() == null) {
      return List.of(request(List.of(), vector, most));
    }
    return plan.predicate().partitions().stream()
        .map(partition -> request(partition.values(), vector, most))
        .toList();
  }

  private BoundStatement request(List<CqlValue> partition, ByteBuffer vector, int most) {
    // The score is selected first, so its marker is the first.
    List<ByteBuffer> values = new ArrayList<>();
    values.add(vector);
    partition.forEach(value -> values.add(value.bytes()));
    plan.predicate().values().forEach(value -> values.add(value.bytes()));
    values.add(vector);
    BoundStatement bound = prepared;
    for (int i = 0; i < values.size(); i++) {
      bound = bound.setBytesUnsafe(i, values.get(i));
    }
    return bound.setInt(values.size(), most).setPageSize(most);
  }

  /** Decodes the nearest of the rows that were found, each with its score at the end. */
  public List<RowData> decode(FetchedRows found, int most) {
    List<RowData> rows = new ArrayList<>();
    for (ResultPage page : found.pages()) {
      PageCursor cursor = new PageCursor(page);
      while (cursor.next()) {
        if (decoder.isRow(cursor)) {
          rows.add(decoder.decode(cursor));
        }
      }
    }
    int score = plan.fields().size();
    rows.sort(Comparator.comparingDouble((RowData row) -> row.getDouble(score)).reversed());
    return rows.size() <= most ? rows : new ArrayList<>(rows.subList(0, most));
  }

  @Override
  public void close() {
    fetcher.close();
    handle.close();
  }
}
