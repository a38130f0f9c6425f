package io.cosmoscassandra.embedded.proxy;

import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** What all connections of a proxy share. */
record Circumstances(
    Supplier<Rules> rules,
    ActionCounters counters,
    PreparedQueries prepared,
    Set<Integer> versions,
    ScheduledExecutorService timer) {}
