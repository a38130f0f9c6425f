package io.cosmoscassandra.flink.simulation.time;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Pool of the threads that simulations use one after the other. Not thread-safe: only the thread
 * that has the turn uses it.
 */
public final class Carriers implements AutoCloseable {

  private final Deque<Carrier> idle = new ArrayDeque<>();

  Carrier take() {
    Carrier carrier = idle.poll();
    return carrier == null ? new Carrier(this) : carrier;
  }

  void giveBack(Carrier carrier) {
    idle.push(carrier);
  }

  /** Ends the threads, when no simulation uses them any more. */
  @Override
  public void close() {
    idle.forEach(Carrier::end);
    idle.clear();
  }
}
