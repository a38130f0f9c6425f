package io.cosmoscassandra.flink.simulation.time;

/** Ends an actor whose process is dead, wherever it waits. */
@SuppressWarnings("serial") // is never serialized
final class Crash extends Error {

  Crash() {
    super("The process is dead", null, false, false);
  }
}
