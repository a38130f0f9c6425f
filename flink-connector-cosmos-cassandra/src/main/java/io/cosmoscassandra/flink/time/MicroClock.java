package io.cosmoscassandra.flink.time;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;

/** Tells the time in microseconds since the epoch, as Cassandra's write timestamps count it. */
@FunctionalInterface
@Internal
public interface MicroClock {

  /** The clock of this machine. */
  MicroClock SYSTEM =
      () -> {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond())
            + TimeUnit.NANOSECONDS.toMicros(now.getNano());
      };

  long micros();
}
