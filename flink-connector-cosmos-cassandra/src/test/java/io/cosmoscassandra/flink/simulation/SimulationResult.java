package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.simulation.time.Trace;
import java.util.Optional;

/**
 * How a simulation ended.
 *
 * @param violation what was wrong, if anything was
 * @param events how much happened
 * @param lost whether it ended early, because something had expired uncommitted
 * @param trace the last steps
 */
record SimulationResult(Optional<String> violation, long events, boolean lost, Trace trace) {}
