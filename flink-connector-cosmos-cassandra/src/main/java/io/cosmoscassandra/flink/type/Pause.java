package io.cosmoscassandra.flink.type;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The clock of a thread that waits. */
interface Pause {

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
