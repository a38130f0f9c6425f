package io.cosmoscassandra.flink.codec;

import com.datastax.oss.driver.api.core.type.DataType;
import com.datastax.oss.driver.api.core.type.DataTypes;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** The Flink types that are not made of others, as far as the mapping tells them apart. */
enum FlinkKind {
  BOOLEAN("BOOLEAN", LogicalTypeRoot.BOOLEAN),
  TINYINT("TINYINT", LogicalTypeRoot.TINYINT),
  SMALLINT("SMALLINT", LogicalTypeRoot.SMALLINT),
  INT("INT", LogicalTypeRoot.INTEGER),
  BIGINT("BIGINT", LogicalTypeRoot.BIGINT),
  FLOAT("FLOAT", LogicalTypeRoot.FLOAT),
  DOUBLE("DOUBLE", LogicalTypeRoot.DOUBLE),
  DECIMAL("DECIMAL", LogicalTypeRoot.DECIMAL),
  STRING("STRING", LogicalTypeRoot.VARCHAR, LogicalTypeRoot.CHAR),
  BYTES("BYTES", LogicalTypeRoot.VARBINARY, LogicalTypeRoot.BINARY),
  BINARY_16("BINARY(16)", LogicalTypeRoot.BINARY) {
    @Override
    boolean includes(LogicalType type) {
      return type instanceof BinaryType binary && binary.getLength() == CqlUuid.BYTES;
    }
  },
  DATE("DATE", LogicalTypeRoot.DATE),
  TIME("TIME", LogicalTypeRoot.TIME_WITHOUT_TIME_ZONE),
  TIMESTAMP("TIMESTAMP", LogicalTypeRoot.TIMESTAMP_WITHOUT_TIME_ZONE),
  TIMESTAMP_LTZ("TIMESTAMP_LTZ", LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE),
  INTERVAL_MONTH("INTERVAL YEAR TO MONTH", LogicalTypeRoot.INTERVAL_YEAR_MONTH),
  INTERVAL_SECOND("INTERVAL DAY TO SECOND", LogicalTypeRoot.INTERVAL_DAY_TIME);

  private final String sql;
  private final LogicalTypeRoot root;
  private final LogicalTypeRoot fixedLengthRoot;

  FlinkKind(String sql, LogicalTypeRoot root) {
    this(sql, root, root);
  }

  FlinkKind(String sql, LogicalTypeRoot root, LogicalTypeRoot fixedLengthRoot) {
    this.sql = sql;
    this.root = root;
    this.fixedLengthRoot = fixedLengthRoot;
  }

  /** The kind of a type, if it is not made of others and there is one. */
  static Optional<FlinkKind> of(LogicalType type) {
    return Stream.of(values()).filter(kind -> kind.includes(type)).findFirst();
  }

  boolean includes(LogicalType type) {
    return type.is(root) || type.is(fixedLengthRoot);
  }

  /** How a user writes it. */
  String sql() {
    return sql;
  }

  /** What it becomes in a table that the connector creates. */
  DataType defaultCqlType() {
    return switch (this) {
      case BOOLEAN -> DataTypes.BOOLEAN;
      case TINYINT -> DataTypes.TINYINT;
      case SMALLINT -> DataTypes.SMALLINT;
      case INT -> DataTypes.INT;
      case BIGINT -> DataTypes.BIGINT;
      case FLOAT -> DataTypes.FLOAT;
      case DOUBLE -> DataTypes.DOUBLE;
      case DECIMAL -> DataTypes.DECIMAL;
      case STRING -> DataTypes.TEXT;
      case BYTES, BINARY_16 -> DataTypes.BLOB;
      case DATE -> DataTypes.DATE;
      case TIME -> DataTypes.TIME;
      case TIMESTAMP, TIMESTAMP_LTZ -> DataTypes.TIMESTAMP;
      case INTERVAL_MONTH, INTERVAL_SECOND -> DataTypes.DURATION;
    };
  }
}
