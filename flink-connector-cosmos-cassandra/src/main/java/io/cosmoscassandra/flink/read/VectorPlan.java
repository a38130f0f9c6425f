package io.cosmoscassandra.flink.read;

import io.cosmoscassandra.flink.client.ConnectionSettings;
import io.cosmoscassandra.flink.read.page.ReadSettings;
import io.cosmoscassandra.flink.schema.TableDeclaration;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * All that is known about searches for near vectors before the job runs.
 *
 * @param fields the fields of the rows that are produced, without the score that follows them
 * @param predicate the part of the query's condition that the server evaluates: whole partitions,
 *     and conditions on columns with storage-attached indexes
 * @param column the name of the column with the vectors
 * @param type the declared type of the column
 * @param similarity the measure of its index
 */
@Internal
public record VectorPlan(
    ConnectionSettings connection,
    TableDeclaration declaration,
    List<ReadField> fields,
    CqlPredicate predicate,
    String column,
    LogicalType type,
    Similarity similarity,
    ReadSettings settings)
    implements Serializable {

  public VectorPlan {
    fields = List.copyOf(fields);
  }

  /** The fields of the rows, with the score at the end. */
  List<ReadField> fieldsAndScore() {
    List<ReadField> all = new ArrayList<>(fields);
    all.add(new ReadField.Score(column, similarity));
    return all;
  }
}
