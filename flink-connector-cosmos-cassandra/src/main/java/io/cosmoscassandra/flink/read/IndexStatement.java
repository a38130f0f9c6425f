package io.cosmoscassandra.flink.read;

import com.datastax.oss.driver.api.core.cql.BoundStatement;
import io.cosmoscassandra.flink.schema.cql.CqlName;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statement that reads the rows of a key whose columns have indexes. */
final class IndexStatement implements LookupStatement {

  private final CqlPredicate predicate;
  private final List<KeyField> keys;

  IndexStatement(LookupPlan plan) {
    this.predicate = plan.predicate();
    this.keys = plan.keys();
  }

  @Override
  public List<KeyField> keys() {
    return keys;
  }

  @Override
  public boolean readsSingleRows() {
    return false;
  }

  @Override
  public String where() {
    return Stream.concat(
            keys.stream().map(key -> new CqlName(key.column()).asCql() + " = ?"),
            predicate.conditions().stream()
                .map(condition -> condition.cql(new CqlName(condition.column()).asCql())))
        .collect(
            Collectors.joining(
                " AND ", " WHERE ", predicate.filtering() ? " ALLOW FILTERING" : ""));
  }

  @Override
  public List<BoundStatement> bind(BoundStatement statement, EncodedKey key) {
    BoundStatement bound = statement;
    int marker = 0;
    for (ByteBuffer value : key.values()) {
      bound = bound.setBytesUnsafe(marker++, value);
    }
    for (CqlPredicate.Condition condition : predicate.conditions()) {
      for (CqlValue value : condition.values()) {
        bound = bound.setBytesUnsafe(marker++, value.bytes());
      }
    }
    return List.of(bound);
  }
}
