package io.cosmoscassandra.flink.source.enumerator;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import com.datastax.oss.driver.api.core.metadata.token.TokenRange;
import com.datastax.oss.driver.api.core.servererrors.ReadFailureException;
import io.cosmoscassandra.flink.client.SessionRegistry;
import io.cosmoscassandra.flink.client.SharedSession;
import io.cosmoscassandra.flink.read.CqlPredicate;
import io.cosmoscassandra.flink.read.ReadPlan;
import io.cosmoscassandra.flink.read.ReadPosition;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.schema.TableConsistency;
import io.cosmoscassandra.flink.schema.TableName;
import io.cosmoscassandra.flink.source.split.CassandraSplit;
import io.cosmoscassandra.flink.source.split.SplitConcurrency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides the table of a query: single partitions where the query names them, else ranges of tokens
 * of about equal size.
 */
final class TablePlanner implements SplitPlanner {

  private static final Logger LOG = LoggerFactory.getLogger(TablePlanner.class);

  /** Requests to single partitions are small, so a reader gets some at a time. */
  private static final int PARTITIONS_PER_SPLIT = 32;

  /** Splits for each subtask where nothing is known about the size of the table. */
  private static final int SPLITS_PER_SUBTASK = 4;

  /** A smaller split is not worth its requests. */
  private static final int MIN_PAGES = 4;

  private static final int SMALLER_BY = 8;

  private static final String MURMUR3 = "Murmur3Partitioner";

  private final ReadPlan plan;
  private final int parallelism;

  TablePlanner(ReadPlan plan, int parallelism) {
    this.plan = plan;
    this.parallelism = parallelism;
  }

  @Override
  public List<CassandraSplit> plan() throws IOException {
    List<CqlPredicate.PartitionKey> partitions = plan.predicate().partitions();
    return partitions == null
        ? plan.settings().startup().attempt(false, this::ofTable)
        : ofPartitions(partitions);
  }

  private List<CassandraSplit> ofTable() throws InterruptedException {
    try (SharedSession session = SessionRegistry.instance().acquire(plan.connection())) {
      Optional<TokenMap> tokens = session.session().getMetadata().getTokenMap();
      return tokens.isPresent()
          ? ofRing(session.session(), tokens.get())
          : ofRanges(
              RingCutter.cut(
                  List.of(new RingCutter.Range(Long.MIN_VALUE, Long.MAX_VALUE, List.of())),
                  SPLITS_PER_SUBTASK * parallelism),
              0);
    }
  }

  private static List<CassandraSplit> ofPartitions(List<CqlPredicate.PartitionKey> partitions) {
    List<CassandraSplit> splits = new ArrayList<>();
    for (int i = 0; i < partitions.size(); i += PARTITIONS_PER_SPLIT) {
      int end = Math.min(i + PARTITIONS_PER_SPLIT, partitions.size());
      splits.add(
          new CassandraSplit.Partitions(
              "keys-" + i / PARTITIONS_PER_SPLIT,
              partitions.subList(i, end),
              ReadPosition.START,
              null));
    }
    return splits;
  }

  private List<CassandraSplit> ofRing(CqlSession session, TokenMap tokens)
      throws InterruptedException {
    if (!tokens.getPartitionerName().endsWith(MURMUR3)) {
      throw new ReadException(
          "Table %s cannot be scanned: the cluster's partitioner is %s, and only %s is supported"
              .formatted(table(), tokens.getPartitionerName(), MURMUR3));
    }
    TableSize size = TableSize.of(session, table());
    LOG.info("Table {} has about {} bytes", table(), size.bytes());
    if (size.bytes() == 0 && isEmpty(session)) {
      return List.of();
    }
    long parts =
        size.bytes() == 0
            ? (long) SPLITS_PER_SUBTASK * parallelism
            : Math.max(1 + (size.bytes() - 1) / splitBytes(), readAtATime(size.bytes()));
    return ofRanges(
        RingCutter.cut(ring(tokens), (int) Math.min(parts, Integer.MAX_VALUE)), size.bytes());
  }

  /** The splits that all subtasks together read at a time, if the table is large enough. */
  private long readAtATime(long bytes) {
    long splits = (long) parallelism * SplitConcurrency.perSubtask(parallelism);
    return Math.min(splits, bytes / (MIN_PAGES * plan.settings().pageBytes()));
  }

  /**
   * An aggregate is one request for each split, and so is a scan that finds few rows; the server
   * must have done it in time.
   */
  private long splitBytes() {
    long bytes = plan.settings().splitBytes();
    boolean oneRequest = plan.isAggregate() || plan.predicate().filtersRanges();
    return oneRequest ? Math.max(1, bytes / SMALLER_BY) : bytes;
  }

  private TableName table() {
    return plan.declaration().name();
  }

  /** Nodes estimate only what they have written to disk, so a table of size 0 may have rows. */
  private boolean isEmpty(CqlSession session) throws InterruptedException {
    ConsistencyLevel consistency =
        TableConsistency.of(session, table()).forReading(plan.settings().consistency());
    String cql = "SELECT * FROM " + table().asCql() + " LIMIT 1";
    try {
      return session
              .execute(
                  SimpleStatement.newInstance(cql)
                      .setConsistencyLevel(consistency)
                      .setIdempotent(true))
              .one()
          == null;
    } catch (ReadFailureException e) {
      // It had many rows that were deleted; readers get past the tombstones in smaller ranges.
      LOG.info("Table {} cannot be asked for its first row: {}", table(), e.getMessage());
      return false;
    }
  }

  private List<RingCutter.Range> ring(TokenMap tokens) {
    return tokens.getTokenRanges().stream()
        .flatMap(range -> range.unwrap().stream())
        .map(range -> range(range, tokens))
        .sorted(Comparator.comparingLong(RingCutter.Range::from))
        .toList();
  }

  private RingCutter.Range range(TokenRange range, TokenMap tokens) {
    long from = Long.parseLong(tokens.format(range.getStart()));
    long to = Long.parseLong(tokens.format(range.getEnd()));
    // A range up to the smallest token is one up to the end of the ring.
    return new RingCutter.Range(
        from,
        to == Long.MIN_VALUE ? Long.MAX_VALUE : to,
        tokens.getReplicas(table().keyspace(), range));
  }

  private static List<CassandraSplit> ofRanges(List<RingCutter.Range> ranges, long tableBytes) {
    List<CassandraSplit> splits = new ArrayList<>();
    for (RingCutter.Range range : ranges) {
      splits.add(
          new CassandraSplit.TokenRange(
              "range-" + splits.size(),
              range.from(),
              range.to(),
              (long) (tableBytes * range.share()),
              ReadPosition.START,
              null));
    }
    return splits;
  }
}
