package io.cosmoscassandra.benchmarks.spark;

import io.cosmoscassandra.benchmarks.contender.Workload;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The columns of a workload in Spark's types. */
final class SparkRowShape {

  private static final StructType KEY =
      new StructType().add("p", DataTypes.LongType).add("c", DataTypes.LongType);

  private static final StructType FLAT =
      KEY.add("i", DataTypes.IntegerType)
          .add("d", DataTypes.DoubleType)
          .add("at", DataTypes.TimestampType)
          .add("t", DataTypes.StringType);

  private static final StructType COLLECTIONS =
      KEY.add("l", DataTypes.createArrayType(DataTypes.IntegerType))
          .add("m", DataTypes.createMapType(DataTypes.StringType, DataTypes.IntegerType))
          .add("s", DataTypes.createArrayType(DataTypes.StringType));

  private SparkRowShape() {}

  static StructType of(Workload workload) {
    return workload.hasCollections() ? COLLECTIONS : FLAT;
  }
}
