package io.cosmoscassandra.flink.simulation.time;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The threads that simulations use one after the other. Whoever has the turn has it for himself.
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

  /** Ends the threads, once no simulation uses them. */
  @Override
  public void close() {
    idle.forEach(Carrier::end);
    idle.clear();
  }
}
