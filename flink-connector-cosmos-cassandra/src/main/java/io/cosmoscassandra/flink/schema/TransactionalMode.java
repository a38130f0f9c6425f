package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.Version;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way in which a server runs statements on a table. From version 6 on, Cassandra can run them
 * as transactions (Accord). Neither the driver's metadata nor the tables of the schema tell.
 *
 * @param mode the property {@code transactional_mode} of the table
 * @param migrationFrom the mode that parts of the table still have, which is property {@code
 *     transactional_migration_from}
 */
@Internal
public record TransactionalMode(String mode, String migrationFrom) {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionalMode.class);

  private static final String MODE = "transactional_mode";
  private static final String MIGRATION_FROM = "transactional_migration_from";
  private static final String OFF = "off";
  private static final String NONE = "none";

  /** Writes are transactions, and reads are as ever. */
  private static final String MIXED_READS = "mixed_reads";

  /** The mode of a table whose server has no transactions. */
  static final TransactionalMode ORDINARY = new TransactionalMode(OFF, NONE);

  /** No release has this number, and pre-releases of 6.0 come after it. */
  private static final Version BEFORE_FIRST = Version.parse("5.1.0");

  /** Whether tables of a server have the property {@code transactional_mode}. */
  public static boolean isKnown(CqlSession session) throws InterruptedException {
    return description(session, new TableName("system_schema", "tables"))
        .flatMap(cql -> property(MODE, cql))
        .isPresent();
  }

  static TransactionalMode of(CqlSession session, TableName table) throws InterruptedException {
    return description(session, table).map(TransactionalMode::parse).orElse(ORDINARY);
  }

  /** The mode that the statement says with which a table could be created. */
  static TransactionalMode parse(String cql) {
    return new TransactionalMode(
        property(MODE, cql).orElse(OFF), property(MIGRATION_FROM, cql).orElse(NONE));
  }

  /** In a comment on the table, quotes would be doubled. */
  private static Optional<String> property(String name, String cql) {
    Matcher matcher = Pattern.compile("\\b" + name + " = '(\\w+)'").matcher(cql);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** The statement with which a table could be created; older servers are not asked. */
  private static Optional<String> description(CqlSession session, TableName table)
      throws InterruptedException {
    if (isOlder(session)) {
      return Optional.empty();
    }
    try {
      Row row =
          InterruptibleFutures.on(
                  session.executeAsync(
                      SimpleStatement.newInstance("DESCRIBE TABLE " + table.asCql())
                          .setIdempotent(true)))
              .one();
      return Optional.ofNullable(row == null ? null : row.getString("create_statement"));
    } catch (QueryValidationException e) {
      // A materialized view is no table either.
      LOG.debug("The server does not describe table {}", table, e);
      return Optional.empty();
    }
  }

  private static boolean isOlder(CqlSession session) {
    return session.getMetadata().getNodes().values().stream()
        .map(node -> node.getCassandraVersion())
        .allMatch(version -> version != null && version.compareTo(BEFORE_FIRST) < 0);
  }

  /** Whether the server runs writes as transactions, at least of parts of the table. */
  public boolean ofWrites() {
    return modes().anyMatch(each -> !Set.of(OFF, NONE).contains(each));
  }

  /** Whether the server runs reads as transactions, at least of parts of the table. */
  boolean ofReads() {
    return modes().anyMatch(each -> !Set.of(OFF, NONE, MIXED_READS).contains(each));
  }

  private Stream<String> modes() {
    return Stream.of(mode, migrationFrom);
  }

  /** The properties as CQL. */
  @Override
  public String toString() {
    String now = MODE + " = '" + mode + "'";
    return migrationFrom.equals(NONE)
        ? now
        : now + " AND " + MIGRATION_FROM + " = '" + migrationFrom + "'";
  }
}
