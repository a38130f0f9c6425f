package io.cosmoscassandra.benchmarks.source;

import io.cosmoscassandra.benchmarks.contender.Tally;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Counts what was read, and keeps nothing of it. */
record CountingSink<T>(RowCounter<T> counter) implements Sink<T> {

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    Tally.Part part = Tally.current().part();
    return new SinkWriter<>() {
      @Override
      public void write(T element, Context unused) {
        counter.count(element, part);
      }

      @Override
      public void flush(boolean endOfInput) {}

      @Override
      public void close() {
        part.close();
      }
    };
  }
}
