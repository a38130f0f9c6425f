package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.DataType;
import org.apache.flink.table.types.logical.LogicalType;

/** A Flink type and a CQL type that go together. */
public record TypePair(LogicalType flinkType, DataType cqlType) {

  @Override
  public String toString() {
    return flinkType.asSummaryString() + " as " + cqlType.asCql(true, false);
  }
}
