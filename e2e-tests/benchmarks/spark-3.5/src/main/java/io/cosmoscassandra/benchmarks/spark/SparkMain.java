package io.cosmoscassandra.benchmarks.spark;

import com.datastax.spark.connector.cql.CassandraConnector;
import io.cosmoscassandra.benchmarks.contender.Exchange;
import io.cosmoscassandra.benchmarks.contender.Participant;
import io.cosmoscassandra.benchmarks.contender.Run;
import io.cosmoscassandra.benchmarks.contender.Version;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The Spark Cassandra Connector, as a user has it: a data frame that is saved or loaded. Settings
 * that begin with {@code spark.} are Spark's; the first run decides them.
 */
final class SparkMain implements Participant {

  private static final int CORES = 2;

  private SparkSession spark;

  private SparkMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    Exchange.serve(new SparkMain());
  }

  @Override
  public Map<String, String> versions() {
    return new TreeMap<>(
        Map.of(
            "spark", Version.of(SparkContext.class),
            "connector", Version.of(CassandraConnector.class)));
  }

  @Override
  public void read(Run run) {
    startSparkOnce(run);
    new SparkReading(spark, run).read();
  }

  @Override
  public void write(Run run) {
    startSparkOnce(run);
    JavaRDD<Row> rows =
        spark
            .range(0, run.rows(), 1, CORES)
            .javaRDD()
            .mapPartitions(new SparkRowGenerator(run.workload()));
    spark
        .createDataFrame(rows, SparkRowShape.of(run.workload()))
        .write()
        .format("org.apache.spark.sql.cassandra")
        .option("keyspace", run.keyspace())
        .option("table", run.table())
        .mode(SaveMode.Append)
        .save();
  }

  private void startSparkOnce(Run run) {
    if (spark == null) {
      spark = startSpark(run);
    }
  }

  private static SparkSession startSpark(Run run) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master("local[%d]".formatted(CORES))
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.cassandra.connection.host", run.host())
            .config("spark.cassandra.connection.port", Integer.toString(run.port()));
    run.settings()
        .forEach(
            (name, value) -> {
              if (name.startsWith("spark.")) {
                builder.config(name, value);
              }
            });
    return builder.getOrCreate();
  }
}
