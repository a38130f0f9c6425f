package io.cosmoscassandra.flink.source.enumerator;

import io.cosmoscassandra.flink.read.ReadPlan;
import io.cosmoscassandra.flink.source.split.CassandraSplit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Assigns splits to the readers that ask for them, one at a time.
 *
 * <p>Assumes that all its methods run on the coordinator's thread, as Flink has it; only the
 * planner runs elsewhere. The table is divided once: what a checkpoint holds is never planned
 * again, so no row is read twice after a restore.
 */
@Internal
public final class CassandraEnumerator implements SplitEnumerator<CassandraSplit, EnumeratorState> {

  private static final Logger LOG = LoggerFactory.getLogger(CassandraEnumerator.class);

  private final SplitEnumeratorContext<CassandraSplit> context;
  private final SplitPlanner planner;
  private final Deque<CassandraSplit> remaining;

  /** The readers that asked before the table was divided, each as often as it did. */
  private final List<Integer> waiting = new ArrayList<>();

  private boolean planned;

  /**
   * An enumerator of a query.
   *
   * @param state what a checkpoint holds; {@link EnumeratorState#NEW} for a new job
   */
  public CassandraEnumerator(
      SplitEnumeratorContext<CassandraSplit> context, ReadPlan plan, EnumeratorState state) {
    this(context, new TablePlanner(plan, context.currentParallelism()), state);
  }

  CassandraEnumerator(
      SplitEnumeratorContext<CassandraSplit> context, SplitPlanner planner, EnumeratorState state) {
    this.context = context;
    this.planner = planner;
    this.planned = state.planned();
    this.remaining = new ArrayDeque<>(state.remaining());
  }

  @Override
  public void start() {
    context.metricGroup().setUnassignedSplitsGauge(() -> (long) remaining.size());
    if (!planned) {
      context.callAsync(planner::plan, this::acceptPlan);
    }
  }

  private void acceptPlan(@Nullable List<CassandraSplit> splits, @Nullable Throwable error) {
    if (error != null) {
      throw new FlinkRuntimeException("The table could not be divided into splits", error);
    }
    LOG.info("The table is read in {} splits", splits.size());
    remaining.addAll(splits);
    planned = true;
    while (!waiting.isEmpty()) {
      // One for each in turn, so that none is left without.
      for (Integer reader : new LinkedHashSet<>(waiting)) {
        waiting.remove(reader);
        assign(reader);
      }
    }
  }

  @Override
  public void handleSplitRequest(int subtaskId, @Nullable String requesterHostname) {
    if (planned) {
      assign(subtaskId);
    } else {
      waiting.add(subtaskId);
    }
  }

  private void assign(int subtaskId) {
    if (!context.registeredReaders().containsKey(subtaskId)) {
      return; // It failed meanwhile, and asks again when it is back.
    }
    CassandraSplit next = remaining.poll();
    if (next == null) {
      context.signalNoMoreSplits(subtaskId);
    } else {
      context.assignSplit(next, subtaskId);
    }
  }

  @Override
  public void addSplitsBack(List<CassandraSplit> splits, int subtaskId) {
    splits.forEach(remaining::addFirst);
  }

  @Override
  public void addReader(int subtaskId) {
    // It asks for splits itself. What it asked for before it failed is void.
    waiting.removeIf(reader -> reader == subtaskId);
  }

  @Override
  public EnumeratorState snapshotState(long checkpointId) {
    return new EnumeratorState(planned, List.copyOf(remaining));
  }

  @Override
  public void close() {
    // The planner has closed what it opened.
  }
}
