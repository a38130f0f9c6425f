package io.cosmoscassandra.flink.table;

import io.cosmoscassandra.flink.schema.WriteIntent;
import java.util.List;

/**
 * An UPDATE or DELETE of rows that a scan finds.
 *
 * @param kind the statement
 * @param columns the columns of the rows that come from the scan, in the order of the declaration
 */
record RowChange(Kind kind, List<String> columns) {

  RowChange {
    columns = List.copyOf(columns);
  }

  /** The statement. */
  enum Kind {
    UPDATE,
    DELETE
  }

  /** An UPDATE writes the changed columns of each row, and deletes none. */
  WriteIntent.Changes changes() {
    return switch (kind) {
      case UPDATE -> WriteIntent.Changes.INSERTS;
      case DELETE -> WriteIntent.Changes.ALL;
    };
  }
}
