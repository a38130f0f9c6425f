package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.type.DataType;
import io.cosmoscassandra.flink.options.CollectionWriteMode;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * A column of the live table, mapped to a field of Flink's rows.
 *
 * @param name the name in Cassandra, case-sensitive, not quoted
 * @param kind its role in the table
 * @param flinkType the type declared in Flink
 * @param cqlType the live type
 * @param position the field of the physical row that holds its value
 * @param writeMode what a written value does to the collection in the column
 */
@Internal
public record MappedColumn(
    String name,
    Kind kind,
    LogicalType flinkType,
    DataType cqlType,
    int position,
    CollectionWriteMode writeMode)
    implements Serializable {

  /** A column whose values are overwritten. */
  public MappedColumn(
      String name, Kind kind, LogicalType flinkType, DataType cqlType, int position) {
    this(name, kind, flinkType, cqlType, position, CollectionWriteMode.OVERWRITE);
  }

  /** The role of a column in its table. */
  public enum Kind {
    PARTITION_KEY,
    CLUSTERING,
    STATIC,
    REGULAR
  }
}
