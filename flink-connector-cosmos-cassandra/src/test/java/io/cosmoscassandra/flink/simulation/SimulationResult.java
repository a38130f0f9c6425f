package io.cosmoscassandra.flink.simulation;

import io.cosmoscassandra.flink.simulation.time.Trace;
import java.util.Optional;

/**
 * Result of a simulation.
 *
 * @param violation the violated invariant, if any
 * @param events number of events that were handled
 * @param lost whether it ended early because a transaction had expired uncommitted
 * @param trace the last steps
 */
record SimulationResult(Optional<String> violation, long events, boolean lost, Trace trace) {}
