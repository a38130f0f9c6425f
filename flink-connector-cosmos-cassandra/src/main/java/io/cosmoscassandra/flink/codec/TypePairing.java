package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.DataType;
import org.apache.flink.table.types.logical.LogicalType;

/** What validation asks of the codecs about types. */
public interface TypePairing {

  /** The answers of {@link ValueCodecs}. */
  TypePairing OF_CODECS =
      new TypePairing() {
        @Override
        public void requireCompatible(LogicalType flinkType, DataType cqlType)
            throws IncompatibleTypeException {
          ValueCodecs.between(flinkType, cqlType);
        }

        @Override
        public DataType defaultCqlType(LogicalType flinkType) throws IncompatibleTypeException {
          return ValueCodecs.defaultCqlType(flinkType);
        }
      };

  /** Returns if values of the two types go together. */
  void requireCompatible(LogicalType flinkType, DataType cqlType) throws IncompatibleTypeException;

  /** The type of a column that is created for the Flink type. */
  DataType defaultCqlType(LogicalType flinkType) throws IncompatibleTypeException;
}
