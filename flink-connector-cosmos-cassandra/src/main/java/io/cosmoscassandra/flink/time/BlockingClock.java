package io.cosmoscassandra.flink.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;

/** The clock of a thread that waits. */
@Internal
public interface BlockingClock {

  /** The clock of the machine; the waiting thread can be interrupted. */
  BlockingClock OF_THREAD =
      new BlockingClock() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
          TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        }
      };

  long nanoTime();

  void pause(Duration duration) throws InterruptedException;
}
