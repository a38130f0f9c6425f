package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import com.datastax.oss.driver.api.core.metadata.token.Token;
import io.cosmoscassandra.flink.read.page.PageFetcher;
import io.cosmoscassandra.flink.read.page.PageSizer;
import io.cosmoscassandra.flink.read.page.PrefetchBudget;
import io.cosmoscassandra.flink.read.page.RangeTooLargeException;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.read.page.ReadMetrics;
import io.cosmoscassandra.flink.read.page.ReadSettings;
import io.cosmoscassandra.flink.read.page.RequestLoad;
import io.cosmoscassandra.flink.schema.TableHandle;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live table of one subtask, open for reading: what its parts are read with. */
@Internal
public final class TableReader implements RequestLoad, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TableReader.class);

  private final TableHandle handle;
  private final ReadPlan plan;
  private final ReadableTable table;
  private final ReadStatements statements;
  private final PageFetcher fetcher;
  private final PageSizer sizer;
  private final PrefetchBudget budget;
  private final RowDecoder decoder;
  private final TableIdentity identity;
  private final ConsistencyLevel consistency;
  @Nullable private final KeyOrder order;
  @Nullable private ReadStatements.Ranges ranges;
  @Nullable private ReadStatements.Partitions partitions;

  private TableReader(TableHandle handle, ReadPlan plan, ReadableTable table, ReadMetrics metrics) {
    ReadSettings settings = plan.settings();
    this.handle = handle;
    this.plan = plan;
    this.table = table;
    this.statements = new ReadStatements(table, plan.predicate());
    this.fetcher = new PageFetcher(handle.session(), settings, metrics, handle.timing());
    this.sizer = sizer(plan);
    // A query with a limit may have its rows with the first page, so nothing is fetched ahead.
    this.budget =
        new PrefetchBudget(plan.isLimited() ? 0 : settings.bufferBytes(), settings.pageBytes());
    this.decoder = table.newDecoder();
    this.identity = new TableIdentity(handle.session(), handle.live().metadata());
    this.consistency = handle.consistency().forReading(settings.consistency());
    this.order =
        tokenMap(handle.session())
            .map(tokens -> new KeyOrder(table.selectedKey(), tokens))
            .orElse(null);
  }

  private static PageSizer sizer(ReadPlan plan) {
    if (plan.isAggregate()) {
      return PageSizer.ofAggregates();
    }
    long pageBytes = plan.settings().pageBytes();
    return plan.predicate().filtersRanges()
        ? PageSizer.ofFilteredRanges(pageBytes, plan.limit())
        : new PageSizer(pageBytes, plan.limit());
  }

  private static Optional<TokenMap> tokenMap(CqlSession session) {
    return session.getMetadata().getTokenMap();
  }

  /**
   * Connects, and validates the declaration.
   *
   * @param parallelism the number of subtasks that share the rate limits
   * @throws io.cosmoscassandra.flink.client.failure.ConnectionException if there is no connection
   * @throws io.cosmoscassandra.flink.schema.DeclarationException if the declaration does not fit
   *     the live table
   */
  public static TableReader open(ReadPlan plan, int parallelism, ReadMetrics metrics)
      throws InterruptedException {
    TableHandle handle = TableHandle.openForReading(plan.connection(), plan.declaration());
    try {
      return new TableReader(
          handle,
          plan.forSubtaskOf(parallelism),
          ReadableTable.of(handle.live().metadata(), plan.fields()),
          metrics);
    } catch (Throwable e) {
      handle.close();
      throw e;
    }
  }

  /** The rows among which places lie that are reached now. */
  public ReadOrigin origin() {
    return new ReadOrigin(identity.id(), plan.predicate().checksum());
  }

  /**
   * Compares with the rows among which a place was reached before the job was restored.
   *
   * @param begun where that was; null if nothing was read yet
   * @throws ReadException if the place means nothing here
   */
  public void requireSame(@Nullable ReadOrigin begun) {
    if (begun == null) {
      return;
    }
    if (!Objects.equals(begun.tableId(), identity.id())) {
      throw identity.replaced();
    }
    if (begun.conditions() != plan.predicate().checksum()) {
      throw new ReadException(
          "The conditions on table %s are not those with which its reading began. Restore the job with the query that took the savepoint, or start it without its state"
              .formatted(table.key().table()));
    }
  }

  /**
   * Makes sure at the end that all ranges were read from the table that was opened.
   *
   * @return completes when they were, or with {@link ReadException} if it was dropped meanwhile
   */
  public CompletableFuture<?> verify() throws InterruptedException {
    return ranges == null ? CompletableFuture.completedFuture(null) : identity.verify(fetcher);
  }

  @Override
  public int requestsInFlight() {
    return fetcher.requestsInFlight();
  }

  @Override
  public int congestionWindow() {
    return fetcher.congestionWindow();
  }

  /** The bytes of all pages that have come so far. */
  public long bytesRead() {
    return budget.taken();
  }

  /** Reads a range of tokens from a place on. */
  public PartReading range(long fromToken, long toToken, ReadPosition start)
      throws InterruptedException {
    if (ranges == null) {
      ranges = statements.prepareRanges(handle.session(), consistency);
    }
    return read(ranges.of(fromToken, toToken), start);
  }

  /** Reads a partition from a place on. */
  public PartReading partition(CqlPredicate.PartitionKey partition, ReadPosition start)
      throws InterruptedException {
    if (partitions == null) {
      partitions = statements.preparePartitions(handle.session(), consistency);
    }
    return read(partitions.of(partition), start);
  }

  private PartReading read(BoundStatement statement, ReadPosition start) {
    return new PartReading(
        statement, fetcher, sizer, budget, decoder, table.selectedKey(), order, identity, start);
  }

  /** The token of the last row emitted; empty if none was, or if tokens are not known here. */
  public OptionalLong tokenAt(ReadPosition place) {
    if (order == null || place.lastKey() == null) {
      return OptionalLong.empty();
    }
    Token token = order.tokenOf(place.lastKey());
    return OptionalLong.of(Long.parseLong(tokenMap(handle.session()).orElseThrow().format(token)));
  }

  /**
   * The token at which a range is cut in half, because what is left of it is too much for one
   * request.
   *
   * @param place the place that has been reached in the range
   * @throws ReadException if there is nothing left to cut
   */
  public long middle(long fromToken, long toToken, ReadPosition place, RangeTooLargeException why) {
    long from = Math.max(fromToken, tokenAt(place).orElse(fromToken));
    long middle =
        BigInteger.valueOf(from).add(BigInteger.valueOf(toToken)).shiftRight(1).longValue();
    if (middle <= from || middle >= toToken) {
      throw new ReadException(
          "The partitions with token %d are too large for one request: %s. Leave them out by a condition on the key, or raise the server's limit"
              .formatted(toToken, why.getMessage()),
          why);
    }
    LOG.info("Tokens {} to {} are read in two halves: {}", from, toToken, why.getMessage());
    return middle;
  }

  @Override
  public void close() {
    fetcher.close();
    handle.close();
  }
}
