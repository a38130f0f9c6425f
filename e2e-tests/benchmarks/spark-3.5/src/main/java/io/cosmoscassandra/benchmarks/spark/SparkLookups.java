package io.cosmoscassandra.benchmarks.spark;

import static com.datastax.spark.connector.japi.CassandraJavaUtil.javaFunctions;
import static com.datastax.spark.connector.japi.CassandraJavaUtil.mapRowToTuple;
import static com.datastax.spark.connector.japi.CassandraJavaUtil.mapTupleToRow;
import static com.datastax.spark.connector.japi.CassandraJavaUtil.someColumns;

import io.cosmoscassandra.benchmarks.contender.LookupKeys;
import io.cosmoscassandra.benchmarks.contender.RowHash;
import io.cosmoscassandra.benchmarks.contender.Run;
import io.cosmoscassandra.benchmarks.contender.Tally;
import java.time.Instant;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;
import scala.Tuple6;

/**
 * Looks rows up by a join of data frames, which has to become the connector's direct join, or with
 * the setting {@code api=rdd} by {@code joinWithCassandraTable}.
 */
final class SparkLookups {

  private static final int TASKS = 2;
  private static final StructType KEY =
      new StructType().add("p", DataTypes.LongType).add("c", DataTypes.LongType);

  private final SparkSession spark;
  private final Run run;
  private final LookupKeys keys;

  SparkLookups(SparkSession spark, Run run) {
    this.spark = spark;
    this.run = run;
    this.keys = run.lookupKeys();
  }

  void answer() {
    JavaRDD<Tuple2<Long, Long>> asked =
        spark
            .range(0, run.rows(), 1, TASKS)
            .javaRDD()
            .map(new SparkKeyGenerator(keys, run.workload()));
    if (run.setting("api", "").equals("rdd")) {
      joinRdd(asked);
    } else {
      joinFrames(asked);
    }
  }

  private void joinFrames(JavaRDD<Tuple2<Long, Long>> asked) {
    Dataset<Row> left =
        spark.createDataFrame(asked.map(key -> RowFactory.create(key._1(), key._2())), KEY);
    Dataset<Row> table =
        spark
            .read()
            .format("org.apache.spark.sql.cassandra")
            .option("keyspace", run.sourceKeyspace())
            .option("table", run.sourceTable())
            .option("directJoinSetting", "on")
            .load();
    Column condition = left.col("p").equalTo(table.col("p"));
    Dataset<Row> joined =
        left.join(
                table,
                keys.ofPartitions()
                    ? condition
                    : condition.and(left.col("c").equalTo(table.col("c"))))
            .select(run.query().columns().stream().map(table::col).toArray(Column[]::new));
    String plan = joined.queryExecution().executedPlan().toString();
    if (!plan.contains("Direct Join")) {
      throw new IllegalStateException("Spark does not plan a direct join:\n" + plan);
    }
    joined.queryExecution().toRdd().toJavaRDD().foreachPartition(new SparkRowCounter(false));
  }

  private void joinRdd(JavaRDD<Tuple2<Long, Long>> asked) {
    javaFunctions(asked)
        .joinWithCassandraTable(
            run.sourceKeyspace(),
            run.sourceTable(),
            someColumns(run.query().columns().toArray(String[]::new)),
            keys.ofPartitions() ? someColumns("p") : someColumns("p", "c"),
            mapRowToTuple(
                Long.class, Long.class, Integer.class, Double.class, Instant.class, String.class),
            mapTupleToRow(Long.class, Long.class))
        .foreachPartition(
            rows -> {
              try (Tally.Part part = Tally.current().part()) {
                rows.forEachRemaining(row -> part.row(hash(row._2())));
              }
            });
  }

  private static long hash(Tuple6<Long, Long, Integer, Double, Instant, String> row) {
    return RowHash.of(
        row._1(), row._2(), row._3(), row._4(), row._5().toEpochMilli(), RowHash.text(row._6()));
  }
}
