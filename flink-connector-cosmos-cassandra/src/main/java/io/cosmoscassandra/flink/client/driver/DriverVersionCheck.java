package io.cosmoscassandra.flink.client.driver;

import com.datastax.oss.driver.api.core.session.Session;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of a driver whose version the connector was not tested with. Users of the library jar can
 * choose the version, and this package extends internals of the driver, which may change with it.
 */
@Internal
public final class DriverVersionCheck {

  /** Version that the connector is built and tested with. */
  static final String TESTED = "4.19.4";

  private static final Logger LOG = LoggerFactory.getLogger(DriverVersionCheck.class);

  private static final DriverVersionCheck OF_CLASS_PATH =
      new DriverVersionCheck(Session.OSS_DRIVER_COORDINATES.getVersion().toString(), LOG::warn);

  private final String found;
  private final Consumer<String> log;
  private final AtomicBoolean done = new AtomicBoolean();

  DriverVersionCheck(String found, Consumer<String> log) {
    this.found = found;
    this.log = log;
  }

  /** Returns the check of the driver on the class path. */
  public static DriverVersionCheck ofClassPath() {
    return OF_CLASS_PATH;
  }

  /** Logs the warning if there is cause for it, the first time that it is called. */
  public void warnOnce() {
    if (!found.equals(TESTED) && done.compareAndSet(false, true)) {
      log.accept(
          ("The Cassandra driver on the class path has version %s, but the connector was tested"
                  + " with version %s only and extends internals of the driver. Use"
                  + " org.apache.cassandra:java-driver-core:%s, or"
                  + " flink-sql-connector-cosmos-cassandra, which contains it.")
              .formatted(found, TESTED, TESTED));
    }
  }
}
