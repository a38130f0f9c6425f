package io.cosmoscassandra.flink.simulation.world;

/**
 * How often requests go wrong, as probabilities.
 *
 * @param overloaded refused since the database has too much to do
 * @param unheard lost on the way, so that nothing happens and no answer comes
 * @param unacknowledged carried out, but the answer is lost
 * @param late given up by the client, and carried out long after
 * @param repeated carried out and acknowledged, and once more long after
 * @param stale a read that does not see the latest writes
 */
public record Disturbances(
    double overloaded,
    double unheard,
    double unacknowledged,
    double late,
    double repeated,
    double stale) {

  public static final Disturbances NONE = new Disturbances(0, 0, 0, 0, 0, 0);

  /** The same without requests that take effect after their end. */
  public Disturbances withoutLateEffects() {
    return new Disturbances(overloaded, unheard, unacknowledged, 0, 0, stale);
  }
}
