package io.cosmoscassandra.flink.sink;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import io.cosmoscassandra.flink.time.MicroClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this machine's clock with the server's. Rows are written with this machine's time: no
 * other client can overwrite a row from the future until that time has come, and rows from the past
 * are hidden by earlier writes of other clients.
 */
final class ClockCheck {

  private static final Logger LOG = LoggerFactory.getLogger(ClockCheck.class);
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  @Nullable private final Duration ahead;

  private ClockCheck(@Nullable Duration ahead) {
    this.ahead = ahead;
  }

  static ClockCheck of(CqlSession session, MicroClock clock) throws InterruptedException {
    try {
      Row row =
          InterruptibleFutures.on(
                  session.executeAsync("SELECT toTimestamp(now()) FROM system.local"))
              .one();
      Instant server = row == null ? null : row.getInstant(0);
      return new ClockCheck(server == null ? null : between(server, clock.micros()));
    } catch (QueryValidationException e) {
      LOG.warn("The server does not tell its time, so the clocks are not compared", e);
      return new ClockCheck(null);
    }
  }

  /** What is wrong, if the clocks are too far apart. */
  Optional<String> problem() {
    return Optional.ofNullable(ahead)
        .filter(difference -> difference.abs().compareTo(TOLERANCE) > 0)
        .map(
            difference ->
                "The clock of this task manager is %d s %s that of the database, and rows are written with its time; at most %d s are tolerable. Set the clocks right (NTP)."
                    .formatted(
                        difference.abs().toSeconds(),
                        difference.isNegative() ? "behind" : "ahead of",
                        TOLERANCE.toSeconds()));
  }

  private static Duration between(Instant server, long micros) {
    return Duration.between(
        server, Instant.EPOCH.plusMillis(TimeUnit.MICROSECONDS.toMillis(micros)));
  }
}
