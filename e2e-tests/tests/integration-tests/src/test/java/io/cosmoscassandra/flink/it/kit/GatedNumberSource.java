package io.cosmoscassandra.flink.it.kit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.core.io.InputStatus;

/** Source that counts from 0 up to where the test allows; to be used with a parallelism of 1. */
public final class GatedNumberSource extends NumberSequenceSource {

  private static final long serialVersionUID = 1;

  private final String job;

  /** Numbers below the count, for the job that a {@link Probe} knows by this name. */
  public GatedNumberSource(String job, long count) {
    super(0, count - 1);
    this.job = job;
  }

  @Override
  public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext context) {
    return new GatedReader(new IteratorSourceReader<>(context), Probe.of(job));
  }

  private static final class GatedReader implements SourceReader<Long, NumberSequenceSplit> {

    private final SourceReader<Long, NumberSequenceSplit> numbers;
    private final Probe probe;
    private long next;
    private long end;

    GatedReader(SourceReader<Long, NumberSequenceSplit> numbers, Probe probe) {
      this.numbers = numbers;
      this.probe = probe;
    }

    private CompletableFuture<Void> gate() {
      return next < end ? probe.allowed(next) : CompletableFuture.completedFuture(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<Long> output) throws Exception {
      if (!gate().isDone()) {
        return InputStatus.NOTHING_AVAILABLE;
      }
      InputStatus status = numbers.pollNext(output);
      if (next < end) {
        next++;
        probe.readUpTo(next);
      }
      return status;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      CompletableFuture<Void> gate = gate();
      return gate.isDone() ? numbers.isAvailable() : gate;
    }

    @Override
    public void addSplits(List<NumberSequenceSplit> splits) {
      next = splits.get(0).from();
      end = splits.get(0).to() + 1;
      probe.readUpTo(next);
      numbers.addSplits(splits);
    }

    @Override
    public void start() {
      numbers.start();
    }

    @Override
    public List<NumberSequenceSplit> snapshotState(long checkpoint) {
      return numbers.snapshotState(checkpoint);
    }

    @Override
    public void notifyNoMoreSplits() {
      numbers.notifyNoMoreSplits();
    }

    @Override
    public void close() throws Exception {
      numbers.close();
    }
  }
}
