package io.cosmoscassandra.flink.read;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** The content of one field of the rows that are read. */
@Internal
public sealed interface ReadField extends Serializable {

  /** Whether the server computes the field out of many rows. */
  default boolean isAggregate() {
    return false;
  }

  /** The value of a column. */
  record Column(String name, LogicalType type) implements ReadField {}

  /**
   * A part of a column that is a row.
   *
   * @param path the positions that lead from the column's type to the part, each in a row
   */
  record Part(String column, RowType columnType, List<Integer> path) implements ReadField {

    public Part {
      path = List.copyOf(path);
    }
  }

  /** The time at which a column was written. */
  record Writetime(String column) implements ReadField {}

  /** The seconds after which a column expires; null if it does not. */
  record Ttl(String column) implements ReadField {}

  /** The latest time at which a column of the row was written. */
  record RowWritetime() implements ReadField {}

  /** The seconds after which the last column of the row expires; null if one does not. */
  record RowTtl() implements ReadField {}

  /** The token of the row's partition. */
  record Token() implements ReadField {}

  /** How near a row's vector is to the one that is searched for. */
  record Score(String column, Similarity similarity) implements ReadField {}

  /** A field that the server computes out of the rows of a request. */
  sealed interface Aggregate extends ReadField {
    @Override
    default boolean isAggregate() {
      return true;
    }
  }

  /** The number of rows. */
  record CountOfRows() implements Aggregate {}

  /** The number of rows in which a column is not null. */
  record CountOfValues(String column) implements Aggregate {}

  /** The smallest value of a column; null if there is none. */
  record Minimum(String column, LogicalType type) implements Aggregate {}

  /** The largest value of a column; null if there is none. */
  record Maximum(String column, LogicalType type) implements Aggregate {}
}
