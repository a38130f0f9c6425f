package io.cosmoscassandra.flink.lookup;

import io.cosmoscassandra.flink.read.page.RequestMetrics;
import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Reports to Flink how a subtask looks rows up, in a group of its operator. */
@Internal
public final class LookupMetrics {

  private final Counter lookups;
  private final Counter sharedLookups;
  private final Counter impossibleKeys;
  private final RequestMetrics requests;

  public LookupMetrics(MetricGroup operator) {
    MetricGroup group = operator.addGroup(RequestMetrics.GROUP);
    this.lookups = group.counter("lookups");
    this.sharedLookups = group.counter("sharedLookups");
    this.impossibleKeys = group.counter("impossibleKeys");
    this.requests = new RequestMetrics(group);
  }

  /** The metrics of the requests that lookups send. */
  RequestMetrics requests() {
    return requests;
  }

  /** A key is looked up by a request of its own. */
  void lookedUp() {
    lookups.inc();
  }

  /** A key is looked up by a request that was in flight already. */
  void shared() {
    lookups.inc();
    sharedLookups.inc();
  }

  /** A key is one that no row can have. */
  void impossible() {
    lookups.inc();
    impossibleKeys.inc();
  }
}
