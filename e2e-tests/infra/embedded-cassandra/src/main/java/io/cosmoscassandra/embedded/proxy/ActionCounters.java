package io.cosmoscassandra.embedded.proxy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what was done, by many threads. */
final class ActionCounters {

  private final Map<Action, LongAdder> counters = new EnumMap<>(Action.class);

  ActionCounters() {
    Arrays.stream(Action.values()).forEach(action -> counters.put(action, new LongAdder()));
  }

  void count(Action action) {
    counters.get(action).increment();
  }

  Map<Action, Long> snapshot() {
    Map<Action, Long> snapshot = new EnumMap<>(Action.class);
    counters.forEach((action, counter) -> snapshot.put(action, counter.sum()));
    return snapshot;
  }
}
