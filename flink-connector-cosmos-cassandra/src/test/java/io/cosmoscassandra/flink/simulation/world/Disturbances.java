package io.cosmoscassandra.flink.simulation.world;

/**
 * Probabilities of what may go wrong with a request.
 *
 * @param overloaded rejected because the database is overloaded
 * @param unheard lost on the way: no effect and no response
 * @param unacknowledged executed, but the response is lost
 * @param late given up by the client and executed long after
 * @param repeated executed and acknowledged, and executed again long after
 * @param stale read without the latest writes
 */
public record Disturbances(
    double overloaded,
    double unheard,
    double unacknowledged,
    double late,
    double repeated,
    double stale) {

  public static final Disturbances NONE = new Disturbances(0, 0, 0, 0, 0, 0);

  /** The same with reads that find all that was acknowledged. */
  public Disturbances withoutStaleReads() {
    return new Disturbances(overloaded, unheard, unacknowledged, late, repeated, 0);
  }

  /** The same without requests that take effect after they have completed. */
  public Disturbances withoutLateEffects() {
    return new Disturbances(overloaded, unheard, unacknowledged, 0, 0, stale);
  }
}
