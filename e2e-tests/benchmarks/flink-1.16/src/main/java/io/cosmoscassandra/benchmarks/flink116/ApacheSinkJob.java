package io.cosmoscassandra.benchmarks.flink116;

import io.cosmoscassandra.benchmarks.contender.Run;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.cassandra.CassandraSink;
import org.apache.flink.streaming.util.TestStreamEnvironment;

/**
 * The job of one run, with Apache's sink. Settings: {@code concurrent}, the writes in flight;
 * {@code write-ahead-log}; {@code checkpoint-millis} and {@code checkpoint-directory}.
 */
final class ApacheSinkJob {

  private final Run run;

  ApacheSinkJob(Run run) {
    this.run = run;
  }

  JobClient submit(MiniCluster flink) throws Exception {
    StreamExecutionEnvironment environment =
        new TestStreamEnvironment(flink, new Configuration(), 1, List.of(), List.of());
    environment.getConfig().enableObjectReuse();
    environment.enableCheckpointing(run.number("checkpoint-millis", 1_000));
    environment.getCheckpointConfig().setCheckpointTimeout(3_600_000);
    // The write-ahead log is in the checkpoints, which are too large for the job manager's memory.
    environment
        .getCheckpointConfig()
        .setCheckpointStorage(Path.of(run.setting("checkpoint-directory")).toUri());
    TupleGenerator generator = new TupleGenerator(run.workload());
    DataStream<Tuple> rows =
        environment.fromSequence(0, run.rows() - 1).map(generator).returns(generator.type());
    write(rows);
    return environment.executeAsync("benchmark");
  }

  /** Adds the sink to a stream. */
  void write(DataStream<Tuple> rows) throws Exception {
    // What CassandraSink.addSink does, which cannot be called without Scala on the class path.
    CassandraSink.CassandraSinkBuilder<Tuple> sink =
        new CassandraSink.CassandraTupleSinkBuilder<>(
                rows, rows.getType(), rows.getType().createSerializer(rows.getExecutionConfig()))
            .setQuery(insert())
            .setClusterBuilder(new NodeAddress(run.host(), run.port()));
    if (run.setting("write-ahead-log", "").equals("true")) {
      sink.enableWriteAheadLog();
    } else {
      sink.setMaxConcurrentRequests(run.number("concurrent", 256));
    }
    sink.build();
  }

  private String insert() {
    String columns = run.workload().hasCollections() ? "p, c, l, m, s" : "p, c, i, d, at, t";
    return "INSERT INTO %s.%s (%s) VALUES (%s)"
        .formatted(run.keyspace(), run.table(), columns, columns.replaceAll("[a-z]+", "?"));
  }
}
