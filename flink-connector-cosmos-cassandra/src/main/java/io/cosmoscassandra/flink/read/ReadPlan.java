package io.cosmoscassandra.flink.read;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.read.page.ReadSettings;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * All that is known about a query of one table before the job runs.
 *
 * @param fields the fields of the rows that are produced
 * @param predicate the part of the condition that the server evaluates
 * @param limit the most rows that the query needs; {@link #NO_LIMIT} if it needs all
 */
@Internal
public record ReadPlan(
    ConnectionSettings connection,
    TableDeclaration declaration,
    List<ReadField> fields,
    CqlPredicate predicate,
    long limit,
    ReadSettings settings)
    implements Serializable {

  /** The limit of a query that needs all rows. */
  public static final long NO_LIMIT = Long.MAX_VALUE;

  public ReadPlan {
    fields = List.copyOf(fields);
  }

  /** Whether each request returns one row that the server computes out of many. */
  public boolean isAggregate() {
    return fields.stream().anyMatch(ReadField::isAggregate);
  }

  /** Whether the query needs only so many rows. */
  public boolean isLimited() {
    return limit != NO_LIMIT;
  }

  /** The plan of one of several subtasks, with its part of the rate limits. */
  ReadPlan forSubtaskOf(int parallelism) {
    return new ReadPlan(
        connection, declaration, fields, predicate, limit, settings.forSubtaskOf(parallelism));
  }
}
