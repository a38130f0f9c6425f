package io.cosmoscassandra.flink.commit;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.annotation.Internal;

/** Lease on an object that several tasks share. */
@Internal
public final class Lease<T> implements AutoCloseable {

  private final T shared;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  Lease(T shared, Runnable release) {
    this.shared = shared;
    this.release = release;
  }

  /** The shared object. */
  public T get() {
    return shared;
  }

  /** Returns the lease; a second call does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
