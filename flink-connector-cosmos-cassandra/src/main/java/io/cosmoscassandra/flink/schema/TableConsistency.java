package io.cosmoscassandra.flink.schema;

import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.ALL;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.ANY;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.ONE;
import static com.datastax.oss.driver.api.core.DefaultConsistencyLevel.QUORUM;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.ConsistencyChoice;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/**
 * Consistency levels of requests to a table. A transactional table supports only some of them: a
 * transaction has one order in all datacenters, so no level of a single one.
 *
 * @param table the table
 * @param mode whether the table is transactional
 */
@Internal
public record TableConsistency(TableName table, TransactionalMode mode) {

  private static final Set<DefaultConsistencyLevel> WRITABLE = EnumSet.of(ANY, ONE, QUORUM, ALL);
  private static final Set<DefaultConsistencyLevel> READABLE = EnumSet.of(ONE, QUORUM, ALL);

  /** Asks the server for the mode of a table. */
  public static TableConsistency of(CqlSession session, TableName table)
      throws InterruptedException {
    return new TableConsistency(table, TransactionalMode.of(session, table));
  }

  /**
   * The level for reading.
   *
   * @throws DeclarationException if the user's level is not supported
   */
  public DefaultConsistencyLevel forReading(ConsistencyChoice wanted) {
    return mode.ofReads() ? supported(wanted, READABLE) : wanted.level();
  }

  /**
   * The level for writing.
   *
   * @throws DeclarationException if the user's level is not supported
   */
  public DefaultConsistencyLevel forWriting(ConsistencyChoice wanted) {
    return mode.ofWrites() ? supported(wanted, WRITABLE) : wanted.level();
  }

  private DefaultConsistencyLevel supported(
      ConsistencyChoice wanted, Set<DefaultConsistencyLevel> levels) {
    if (levels.contains(wanted.level())) {
      return wanted.level();
    }
    if (wanted.option() == null) {
      return QUORUM;
    }
    throw new DeclarationException(
        table,
        List.of(
            "Option '%s' is %s, which the server does not support for a table with %s. Set it to QUORUM, or remove it."
                .formatted(wanted.option(), wanted.level(), mode)));
  }
}
