package io.cosmoscassandra.benchmarks.flink116;

import io.cosmoscassandra.benchmarks.contender.Feed;
import io.cosmoscassandra.benchmarks.contender.Query;
import io.cosmoscassandra.benchmarks.contender.Run;
import java.io.IOException;
import java.util.Date;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple;
import org.apache.flink.batch.connectors.cassandra.CassandraInputFormat;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.io.InputSplit;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.cassandra.ClusterBuilder;
import org.apache.flink.streaming.util.TestStreamEnvironment;

/**
 * The job of one query, with Apache's input format: one statement without splits. It cannot count
 * but by reading, and what it filters is filtered by Flink.
 */
final class ApacheSourceJob {

  private final Run run;
  private final Query query;

  ApacheSourceJob(Run run) {
    this.run = run;
    this.query = run.query();
  }

  JobClient submit(MiniCluster flink) throws Exception {
    StreamExecutionEnvironment environment =
        new TestStreamEnvironment(flink, new Configuration(), 1, List.of(), List.of());
    environment.getConfig().enableObjectReuse();
    DataStream<Tuple> rows =
        environment.createInput(
            new StartingFormat(select(), new NodeAddress(run.host(), run.port())), type());
    if (query == Query.COPY) {
      new ApacheSinkJob(run).write(rows);
    } else {
      rows.addSink(new TupleCounter(query, Query.numberLimit(run.rows())));
    }
    return environment.executeAsync("benchmark");
  }

  private String select() {
    return "SELECT %s FROM %s.%s"
        .formatted(
            query == Query.COUNT ? "p" : String.join(", ", query.columns()),
            run.sourceKeyspace(),
            run.sourceTable());
  }

  @SuppressWarnings("unchecked") // the input format only knows that it has tuples
  private TypeInformation<Tuple> type() {
    TypeInformation<?> type =
        switch (query) {
          case COUNT -> Types.TUPLE(Types.LONG);
          case PROJECTION -> Types.TUPLE(Types.INT, Types.DOUBLE);
          case ROWS, FILTERED, COPY, PACED, LOOKUP, LOOKUP_PARTITION, LOOKUP_SKEWED ->
              Types.TUPLE(
                  Types.LONG,
                  Types.LONG,
                  Types.INT,
                  Types.DOUBLE,
                  TypeInformation.of(Date.class),
                  Types.STRING);
        };
    return (TypeInformation<Tuple>) type;
  }

  /** Tells when it begins to read. */
  private static final class StartingFormat extends CassandraInputFormat<Tuple> {

    private static final long serialVersionUID = 1;

    StartingFormat(String query, ClusterBuilder builder) {
      super(query, builder);
    }

    @Override
    public void open(InputSplit split) throws IOException {
      Feed.current().begin();
      super.open(split);
    }
  }
}
