package io.cosmoscassandra.embedded.cosmos;

import java.time.Duration;

/**
 * How the stand-in behaves, where the service has figures that a test may want to be others.
 *
 * @param unitsPerWrite what writing a row of up to 1 KB costs
 * @param unitsPerRead what reading up to 1 KB costs
 * @param throughput the request units a second of a table that nobody gave any
 * @param ddlDelay how long after CREATE TABLE the table is not known yet
 * @param idleLimit after how much silence a connection is cut
 * @param conflictShare the share of writes that are told to be retried (449)
 * @param staleShare the share of prepared reads that find nothing, as if they came too early
 */
public record Behaviour(
    double unitsPerWrite,
    double unitsPerRead,
    double throughput,
    Duration ddlDelay,
    Duration idleLimit,
    double conflictShare,
    double staleShare) {

  /** What the service is known for. */
  public static final Behaviour USUAL =
      new Behaviour(5, 1, 400, Duration.ofMillis(1_500), Duration.ofMinutes(4), 0.001, 0);

  public Behaviour withUnitsPerWrite(double units) {
    return new Behaviour(
        units, unitsPerRead, throughput, ddlDelay, idleLimit, conflictShare, staleShare);
  }

  public Behaviour withThroughput(double units) {
    return new Behaviour(
        unitsPerWrite, unitsPerRead, units, ddlDelay, idleLimit, conflictShare, staleShare);
  }

  public Behaviour withDdlDelay(Duration delay) {
    return new Behaviour(
        unitsPerWrite, unitsPerRead, throughput, delay, idleLimit, conflictShare, staleShare);
  }

  public Behaviour withIdleLimit(Duration limit) {
    return new Behaviour(
        unitsPerWrite, unitsPerRead, throughput, ddlDelay, limit, conflictShare, staleShare);
  }

  public Behaviour withConflicts(double share) {
    return new Behaviour(
        unitsPerWrite, unitsPerRead, throughput, ddlDelay, idleLimit, share, staleShare);
  }

  public Behaviour withStaleReads(double share) {
    return new Behaviour(
        unitsPerWrite, unitsPerRead, throughput, ddlDelay, idleLimit, conflictShare, share);
  }
}
