package io.cosmoscassandra.flink.simulation.job;

import io.cosmoscassandra.flink.commit.Committable;
import io.cosmoscassandra.flink.commit.chunk.TransactionId;
import io.cosmoscassandra.flink.simulation.scenario.Scenario;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A checkpoint that has completed.
 *
 * @param positions for each sink, how far its partitions were read
 * @param lineage the transactions that it builds on, committed or not
 * @param committables for each sink and each of its committers, the uncommitted transactions
 */
@SuppressWarnings("ArrayRecordComponent") // snapshots are never compared
record Snapshot(
    long id,
    int[][] positions,
    Set<TransactionId> lineage,
    List<List<List<Committable>>> committables) {

  /** Before anything was read. */
  static Snapshot empty(Scenario scenario) {
    return new Snapshot(0, new int[scenario.sinks()][scenario.partitions()], Set.of(), List.of());
  }

  /** The share of a new committer: Flink deals out the states of the old committers in turn. */
  List<Committable> restoredTo(int sink, int subtask, int parallelism) {
    if (committables.isEmpty()) {
      return List.of();
    }
    List<List<Committable>> ofSink = committables.get(sink);
    return IntStream.range(0, ofSink.size())
        .filter(i -> i % parallelism == subtask)
        .mapToObj(ofSink::get)
        .flatMap(List::stream)
        .toList();
  }
}
