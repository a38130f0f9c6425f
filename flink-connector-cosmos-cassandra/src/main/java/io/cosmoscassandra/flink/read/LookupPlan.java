package io.cosmoscassandra.flink.read;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.read.page.ReadSettings;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * All that is known about lookups in one table before the job runs.
 *
 * @param fields the fields of the rows that are produced
 * @param predicate the part of the query's condition that the server evaluates
 * @param access how the server finds the rows of a key
 * @param keys the fields of a key that the server compares
 */
@Internal
public record LookupPlan(
    ConnectionSettings connection,
    TableDeclaration declaration,
    List<ReadField> fields,
    CqlPredicate predicate,
    Access access,
    List<KeyField> keys,
    ReadSettings settings)
    implements Serializable {

  /** How the server finds the rows of a key. */
  public enum Access {
    /** The key and the predicate determine partitions. */
    PARTITION,
    /** An index has the values of the key, and the nodes of the whole ring are asked. */
    INDEX
  }

  public LookupPlan {
    fields = List.copyOf(fields);
    keys = List.copyOf(keys);
  }

  /** The field of a key that is the value of a column. */
  public Optional<KeyField> key(String column) {
    return keys.stream().filter(key -> key.column().equals(column)).findFirst();
  }
}
