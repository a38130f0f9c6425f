package io.cosmoscassandra.flink.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.flink.read.ReadPosition;
import io.cosmoscassandra.flink.source.split.CassandraSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class CassandraEnumeratorTest {

  private final Coordinator coordinator = new Coordinator();

  @Test
  void readersGetAsManySplitsAsTheyAskedForBeforeTheTableWasDivided() {
    CassandraEnumerator enumerator = enumerator(5);
    ask(enumerator, 0, 3);

    coordinator.plan();

    assertThat(coordinator.assigned).containsOnly(Map.entry(0, List.of("0", "1", "2")));
    ask(enumerator, 0, 3);
    assertThat(coordinator.assigned.get(0)).containsExactly("0", "1", "2", "3", "4");
    assertThat(coordinator.withoutMore).containsExactly(0);
  }

  @Test
  void readersThatWaitGetOneSplitInTurn() {
    CassandraEnumerator enumerator = enumerator(4);
    ask(enumerator, 0, 4);
    ask(enumerator, 1, 4);

    coordinator.plan();

    assertThat(coordinator.assigned)
        .containsOnly(Map.entry(0, List.of("0", "2")), Map.entry(1, List.of("1", "3")));
    assertThat(coordinator.withoutMore).contains(0, 1);
  }

  @Test
  void whatAReaderAskedForBeforeItFailedIsVoid() {
    CassandraEnumerator enumerator = enumerator(4);
    ask(enumerator, 0, 2);
    enumerator.addReader(0);
    ask(enumerator, 0, 2);

    coordinator.plan();

    assertThat(coordinator.assigned.get(0)).containsExactly("0", "1");
  }

  private CassandraEnumerator enumerator(int splits) {
    CassandraEnumerator enumerator =
        new CassandraEnumerator(
            coordinator,
            () -> IntStream.range(0, splits).mapToObj(CassandraEnumeratorTest::split).toList(),
            EnumeratorState.NEW);
    enumerator.start();
    return enumerator;
  }

  private static CassandraSplit split(int number) {
    return new CassandraSplit.TokenRange(
        Integer.toString(number), number, number + 1, 0, ReadPosition.START, null);
  }

  private void ask(CassandraEnumerator enumerator, int reader, int times) {
    for (int i = 0; i < times; i++) {
      enumerator.handleSplitRequest(reader, null);
    }
  }

  /** Keeps what is assigned, and plans when it is told to. */
  private static final class Coordinator implements SplitEnumeratorContext<CassandraSplit> {

    private final Map<Integer, List<String>> assigned = new TreeMap<>();
    private final List<Integer> withoutMore = new ArrayList<>();
    private Runnable planning;

    void plan() {
      planning.run();
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
      return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
      throw new UnsupportedOperationException("No events are sent");
    }

    @Override
    public int currentParallelism() {
      return 2;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
      return Map.of(0, new ReaderInfo(0, "here"), 1, new ReaderInfo(1, "here"));
    }

    @Override
    public void assignSplits(SplitsAssignment<CassandraSplit> splits) {
      splits
          .assignment()
          .forEach(
              (reader, ofReader) ->
                  ofReader.forEach(
                      split ->
                          assigned
                              .computeIfAbsent(reader, r -> new ArrayList<>())
                              .add(split.splitId())));
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
      withoutMore.add(subtask);
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
      planning =
          () -> {
            try {
              handler.accept(callable.call(), null);
            } catch (Exception e) {
              handler.accept(null, e);
            }
          };
    }

    @Override
    public <T> void callAsync(
        Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
      throw new UnsupportedOperationException("The table is divided once");
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
      runnable.run();
    }
  }
}
