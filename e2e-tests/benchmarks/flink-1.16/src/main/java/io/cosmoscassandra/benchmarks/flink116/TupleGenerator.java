package io.cosmoscassandra.benchmarks.flink116;

import io.cosmoscassandra.benchmarks.contender.Feed;
import io.cosmoscassandra.benchmarks.contender.Workload;
import java.util.Date;
import java.util.Set;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.api.java.tuple.Tuple6;
import org.apache.flink.configuration.Configuration;

/** Makes the rows of a workload from their indexes, as tuples. */
final class TupleGenerator extends RichMapFunction<Long, Tuple> {

  private static final long serialVersionUID = 1;

  private final Workload workload;
  private transient Feed feed;

  TupleGenerator(Workload workload) {
    this.workload = workload;
  }

  @Override
  public void open(Configuration parameters) {
    feed = Feed.current();
  }

  @Override
  @SuppressWarnings("JavaUtilDate") // what the connector's driver takes for a timestamp
  public Tuple map(Long number) {
    long index = number;
    feed.next(index);
    long partition = workload.partition(index);
    long clustering = workload.clustering(index);
    if (workload.hasCollections()) {
      return Tuple5.of(
          partition, clustering, workload.list(index), workload.map(index), workload.set(index));
    }
    return Tuple6.of(
        partition,
        clustering,
        workload.number(index),
        workload.fraction(index),
        new Date(System.currentTimeMillis()),
        workload.text(index));
  }

  @SuppressWarnings("unchecked") // the stream only knows that it has tuples
  TypeInformation<Tuple> type() {
    TypeInformation<?> type =
        workload.hasCollections()
            ? Types.TUPLE(
                Types.LONG,
                Types.LONG,
                Types.LIST(Types.INT),
                Types.MAP(Types.STRING, Types.INT),
                TypeInformation.of(new TypeHint<Set<String>>() {}))
            : Types.TUPLE(
                Types.LONG,
                Types.LONG,
                Types.INT,
                Types.DOUBLE,
                TypeInformation.of(Date.class),
                Types.STRING);
    return (TypeInformation<Tuple>) type;
  }
}
