package io.cosmoscassandra.benchmarks.flink116;

import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.RowHash;
import io.cosmoscassandra.benchmarks.contender.Tally;
import java.util.Date;
import org.apache.flink.api.java.tuple.Tuple;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.sink.RichSinkFunction;

/** Counts the tuples that were read. */
final class TupleCounter extends RichSinkFunction<Tuple> {

  private static final long serialVersionUID = 1;

  private final Query query;
  private final int numberLimit;
  private transient Tally.Part part;

  TupleCounter(Query query, int numberLimit) {
    this.query = query;
    this.numberLimit = numberLimit;
  }

  @Override
  public void open(Configuration parameters) {
    part = Tally.current().part();
  }

  @Override
  public void invoke(Tuple row, Context context) {
    switch (query) {
      case COUNT -> part.row(0);
      case PROJECTION -> part.row(RowHash.of((int) row.getField(0), (double) row.getField(1)));
      case FILTERED -> {
        if ((int) row.getField(2) < numberLimit) {
          part.row(hash(row));
        }
      }
      case ROWS, COPY, PACED, LOOKUP, LOOKUP_PARTITION, LOOKUP_SKEWED -> part.row(hash(row));
    }
  }

  @SuppressWarnings("JavaUtilDate") // what the connector's driver gives for a timestamp
  private static long hash(Tuple row) {
    Date at = row.getField(4);
    String text = row.getField(5);
    return RowHash.of(
        (long) row.getField(0),
        (long) row.getField(1),
        (int) row.getField(2),
        (double) row.getField(3),
        at.getTime(),
        RowHash.text(text));
  }

  @Override
  public void close() {
    if (part != null) {
      part.close();
    }
  }
}
