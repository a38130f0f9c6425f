package io.cosmoscassandra.flink.sink;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.loadbalancing.NodeDistance;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.metadata.NodeState;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import io.cosmoscassandra.flink.time.MicroClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  /** An odd number, so that the one in the middle is right if most are. */
  private static final int NODES = 5;

  private static final SimpleStatement TIME =
      SimpleStatement.newInstance("SELECT toTimestamp(now()) FROM system.local");

  @Nullable private final Duration ahead;

  private ClockCheck(@Nullable Duration ahead) {
    this.ahead = ahead;
  }

  /** Asks several nodes, of which one may have a wrong clock. */
  static ClockCheck of(CqlSession session, MicroClock clock) throws InterruptedException {
    List<Duration> differences = new ArrayList<>();
    Optional<RuntimeException> failure = Optional.empty();
    for (Node node : nodes(session)) {
      try {
        difference(session, node, clock).ifPresent(differences::add);
      } catch (QueryValidationException e) {
        LOG.warn("The server does not tell its time, so the clocks are not compared", e);
        return new ClockCheck(null);
      } catch (DriverException e) {
        failure = Optional.of(e);
      }
    }
    if (differences.isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return of(differences);
  }

  /** The check of how far this machine's clock is ahead of those of several nodes. */
  static ClockCheck of(List<Duration> differences) {
    List<Duration> sorted = differences.stream().sorted().toList();
    return new ClockCheck(sorted.isEmpty() ? null : sorted.get((sorted.size() - 1) / 2));
  }

  private static List<Node> nodes(CqlSession session) {
    return session.getMetadata().getNodes().values().stream()
        .filter(node -> node.getDistance() != NodeDistance.IGNORED)
        .filter(node -> node.getState() == NodeState.UP || node.getState() == NodeState.UNKNOWN)
        .limit(NODES)
        .toList();
  }

  private static Optional<Duration> difference(CqlSession session, Node node, MicroClock clock)
      throws InterruptedException {
    Row row = InterruptibleFutures.on(session.executeAsync(TIME.setNode(node))).one();
    return Optional.ofNullable(row == null ? null : row.getInstant(0))
        .map(server -> between(server, clock.micros()));
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
