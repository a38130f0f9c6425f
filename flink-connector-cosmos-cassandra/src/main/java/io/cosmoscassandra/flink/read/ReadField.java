package io.cosmoscassandra.flink.read;

import java.io.Serializable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

/** The content of one field of the rows that are read. */
@Internal
public sealed interface ReadField extends Serializable {

  /** The value of a column. */
  record Column(String name, LogicalType type) implements ReadField {}

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
}
