package io.cosmoscassandra.benchmarks.spark;

import io.cosmoscassandra.benchmarks.contender.Feed;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.sql.Timestamp;
import java.util.Iterator;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import scala.collection.JavaConverters;

/** Makes the rows of a workload from their indexes, as Spark's rows. */
final class SparkRowGenerator implements FlatMapFunction<Iterator<Long>, Row> {

  private static final long serialVersionUID = 1;

  private final Workload workload;

  SparkRowGenerator(Workload workload) {
    this.workload = workload;
  }

  @Override
  public Iterator<Row> call(Iterator<Long> indexes) {
    Feed feed = Feed.current();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return indexes.hasNext();
      }

      @Override
      public Row next() {
        long index = indexes.next();
        feed.next(index);
        return row(index);
      }
    };
  }

  private Row row(long index) {
    long partition = workload.partition(index);
    long clustering = workload.clustering(index);
    if (workload.hasCollections()) {
      return RowFactory.create(
          partition,
          clustering,
          workload.list(index).toArray(),
          JavaConverters.mapAsScalaMap(workload.map(index)),
          workload.set(index).toArray());
    }
    return RowFactory.create(
        partition,
        clustering,
        workload.number(index),
        workload.fraction(index),
        new Timestamp(System.currentTimeMillis()),
        workload.text(index));
  }
}
