package io.cosmoscassandra.flink.time;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;

/** The clock of a thread that waits. */
@Internal
public interface Pause {

  /** The clock of the machine; the waiting thread can be interrupted. */
  Pause OF_THREAD =
      new Pause() {
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
