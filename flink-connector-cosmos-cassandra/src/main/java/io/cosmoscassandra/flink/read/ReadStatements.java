package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.TokenMap;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import io.cosmoscassandra.flink.client.StatementPreparer;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import io.cosmoscassandra.flink.read.page.ReadException;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import io.cosmoscassandra.flink.time.BlockingClock;
import java.util.List;
import java.util.stream.Collectors;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statements that read a table: one for token ranges, one for single partitions. */
final class ReadStatements {

  private static final Logger LOG = LoggerFactory.getLogger(ReadStatements.class);

  private final String select;
  private final KeyColumns key;
  private final CqlPredicate predicate;

  ReadStatements(ReadableTable table, CqlPredicate predicate) {
    this.select = "SELECT " + table.select() + " FROM " + table.key().table().asCql();
    this.key = table.key();
    this.predicate = predicate;
  }

  /** Reads the rows of a range of tokens. */
  String ofRange() {
    String tokens = key.tokenFunction();
    return select + " WHERE " + tokens + " > ? AND " + tokens + " <= ?" + conditions();
  }

  /** Reads the rows of one partition. */
  String ofPartition() {
    return select
        + key.partition().stream()
            .map(column -> new CqlName(column.name()).asCql() + " = ?")
            .collect(Collectors.joining(" AND ", " WHERE ", ""))
        + conditions();
  }

  private String conditions() {
    return predicate.conditions().stream()
        .map(condition -> " AND " + condition.cql(new CqlName(condition.column()).asCql()))
        .collect(Collectors.joining("", "", predicate.filtering() ? " ALLOW FILTERING" : ""));
  }

  /** Prepares the statement of token ranges; waits until the server knows it. */
  Ranges prepareRanges(CqlSession session, ConsistencyLevel consistency)
      throws InterruptedException {
    return new Ranges(
        prepared(session, ofRange()).bind().setConsistencyLevel(consistency),
        predicate.values(),
        session.getMetadata().getTokenMap().orElse(null));
  }

  /** Prepares the statement of single partitions; waits until the server knows it. */
  Partitions preparePartitions(CqlSession session, ConsistencyLevel consistency)
      throws InterruptedException {
    return new Partitions(
        prepared(session, ofPartition()).bind().setConsistencyLevel(consistency),
        predicate.values());
  }

  private PreparedStatement prepared(CqlSession session, String cql) throws InterruptedException {
    LOG.info("Table {} is read by {}", key.table(), cql);
    try {
      return new StatementPreparer(session, BlockingClock.OF_THREAD)
          .prepare(SimpleStatement.builder(cql).setIdempotence(true).build());
    } catch (InvalidQueryException e) {
      throw new ReadException(
          "The server does not accept the query of table %s: %s. %sThe query is: %s"
              .formatted(key.table(), e.getMessage(), advice(), cql),
          e);
    }
  }

  private String advice() {
    return predicate.conditions().isEmpty()
        ? ""
        : "An index may have been dropped since the query was planned, or the server forbids ALLOW FILTERING; '%s' = 'false' leaves conditions to Flink. "
            .formatted(CassandraConnectorOptions.SCAN_ALLOW_FILTERING.key());
  }

  /** The prepared statement of token ranges. */
  record Ranges(BoundStatement statement, List<CqlValue> values, @Nullable TokenMap tokens) {

    /** Reads from the first token, exclusive, to the last, inclusive. */
    BoundStatement of(long fromToken, long toToken) {
      BoundStatement bound = statement.setLong(0, fromToken).setLong(1, toToken);
      if (tokens != null) {
        bound = bound.setRoutingToken(tokens.parse(Long.toString(toToken)));
      }
      return bind(bound, 2, values);
    }
  }

  /** The prepared statement of single partitions. */
  record Partitions(BoundStatement statement, List<CqlValue> values) {

    /** Reads one partition. */
    BoundStatement of(CqlPredicate.PartitionKey partition) {
      return bind(bind(statement, 0, partition.values()), partition.values().size(), values);
    }
  }

  private static BoundStatement bind(BoundStatement statement, int first, List<CqlValue> values) {
    BoundStatement bound = statement;
    for (int i = 0; i < values.size(); i++) {
      bound = bound.setBytesUnsafe(first + i, values.get(i).bytes());
    }
    return bound;
  }
}
