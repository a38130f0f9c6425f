package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cosmoscassandra.flink.read.page.ReadException;
import java.util.List;

/** The statement that reads the rows of a key. */
sealed interface LookupStatement permits KeyStatement, IndexStatement {

  /**
   * The statement of a plan.
   *
   * @throws ReadException if the key of the live table is not the one that the query was planned
   *     for
   */
  static LookupStatement of(KeyColumns table, LookupPlan plan) {
    return switch (plan.access()) {
      case PARTITION -> new KeyStatement(table, plan);
      case INDEX -> new IndexStatement(plan);
    };
  }

  /** The fields of the key in the order of its encoded values. */
  List<KeyField> keys();

  /** Whether the key determines a single row. */
  boolean readsSingleRows();

  /** The conditions in CQL. */
  String where();

  /** The requests for a key; none if no row can match. */
  List<BoundStatement> bind(BoundStatement statement, EncodedKey key);
}
