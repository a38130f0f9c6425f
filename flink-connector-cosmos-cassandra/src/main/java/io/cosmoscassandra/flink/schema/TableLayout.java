package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.metadata.schema.ClusteringOrder;
import com.datastax.oss.driver.api.core.type.DataType;
import io.cosmoscassandra.flink.codec.IncompatibleTypeException;
import io.cosmoscassandra.flink.codec.ValueCodecs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.LogicalType;

/**
 * Decides of a table that is created what its declaration leaves open.
 *
 * @param partitionKey the columns of the primary key that make the partition key, in this order; if
 *     empty, the first column of the primary key
 * @param partitionKeyOption the option that names them, for messages
 * @param order the order of clustering columns, ascending where there is none
 * @param staticColumns the columns of which each partition has one value
 * @param types the CQL types of columns that do not get the default for their Flink type
 * @param properties the CQL that follows {@code WITH}; may be empty
 */
@Internal
public record TableLayout(
    List<String> partitionKey,
    String partitionKeyOption,
    Map<String, ClusteringOrder> order,
    Set<String> staticColumns,
    Map<String, DataType> types,
    String properties) {

  public TableLayout {
    partitionKey = List.copyOf(partitionKey);
    order = Map.copyOf(order);
    staticColumns = Set.copyOf(staticColumns);
    types = Map.copyOf(types);
  }

  /** The layout of a table that a sink creates. */
  static TableLayout of(TableCreationSettings creation) {
    return new TableLayout(
        creation.partitionKey(),
        "sink.create-table.partition-key",
        Map.of(),
        Set.of(),
        Map.of(),
        creation.options());
  }

  /**
   * The CQL type that a column of a Flink type gets if the layout says nothing. It is frozen: a
   * frozen value is replaced by a write, and a write can be repeated.
   *
   * @throws IncompatibleTypeException if there is none
   */
  public static DataType defaultType(LogicalType flinkType) throws IncompatibleTypeException {
    return new CreatedType(ValueCodecs.defaultCqlType(flinkType)).frozen();
  }
}
