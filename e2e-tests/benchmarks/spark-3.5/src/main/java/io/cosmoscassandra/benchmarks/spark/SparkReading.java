package io.cosmoscassandra.benchmarks.spark;

import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.Run;
import io.cosmoscassandra.benchmarks.contender.Tally;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Answers a query with a data frame. Its rows are counted in Spark's internal format, which costs
 * less than making them anew for a user's function.
 */
final class SparkReading {

  private static final String FORMAT = "org.apache.spark.sql.cassandra";

  private final SparkSession spark;
  private final Run run;
  private final Query query;

  SparkReading(SparkSession spark, Run run) {
    this.spark = spark;
    this.run = run;
    this.query = run.query();
  }

  void read() {
    SparkListener listener = beginWithFirstTask();
    spark.sparkContext().addSparkListener(listener);
    try {
      answer();
      run.acknowledged();
    } finally {
      spark.sparkContext().removeSparkListener(listener);
    }
  }

  private void answer() {
    if (query.isLookup()) {
      new SparkLookups(spark, run).answer();
      return;
    }
    Dataset<Row> table =
        spark
            .read()
            .format(FORMAT)
            .option("keyspace", run.sourceKeyspace())
            .option("table", run.sourceTable())
            .load();
    if (query == Query.COUNT) {
      try (Tally.Part part = run.tally().part()) {
        part.counted(table.count());
      }
      return;
    }
    Dataset<Row> rows =
        table.select(query.columns().stream().map(functions::col).toArray(Column[]::new));
    if (query == Query.COPY) {
      rows.write()
          .format(FORMAT)
          .option("keyspace", run.keyspace())
          .option("table", run.table())
          .mode(SaveMode.Append)
          .save();
      return;
    }
    if (query == Query.FILTERED) {
      rows = rows.filter(functions.col("i").lt(Query.numberLimit(run.rows())));
    }
    rows.queryExecution()
        .toRdd()
        .toJavaRDD()
        .foreachPartition(new SparkRowCounter(query == Query.PROJECTION));
  }

  private SparkListener beginWithFirstTask() {
    return new SparkListener() {
      @Override
      public void onTaskStart(SparkListenerTaskStart start) {
        run.begin();
      }
    };
  }
}
