package io.cosmoscassandra.flink.sink;

import io.cosmoscassandra.flink.time.MicroClock;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Write time of all rows of an UPDATE or DELETE, which reads them before it writes them.
 *
 * <p>A job that is started again reads rows that it has changed already, and must not change them
 * twice, as in {@code SET n = n + 1}. So each attempt writes with an earlier time than the one
 * before, and a row keeps what the first attempt gave it. All attempts are later than the rows that
 * the statement found, and earlier than what others write while it runs.
 */
final class StatementTime {

  /** Exceeds what clocks of two machines may differ by, at a thousandth of its speed. */
  private static final long PER_ATTEMPT_MICROS = 10_000;

  private StatementTime() {}

  /**
   * The time of one attempt. A restarted job manager counts attempts anew, but not the time that
   * has passed, which counts with a microsecond for each millisecond.
   */
  static LongSupplier of(long startMicros, int attempt, MicroClock clock) {
    long passed = Math.max(0, TimeUnit.MICROSECONDS.toMillis(clock.micros() - startMicros));
    long time = startMicros - passed - attempt * PER_ATTEMPT_MICROS;
    return () -> time;
  }
}
