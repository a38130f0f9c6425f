package io.cosmoscassandra.flink.client.dialect;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * Delays between attempts of the driver to reconnect to a lost node.
 *
 * @param base the first delay
 * @param max the longest delay, reached by doubling; equal to {@code base} for a constant delay
 */
@Internal
public record Reconnection(Duration base, Duration max) implements Serializable {

  public boolean isConstant() {
    return base.equals(max);
  }
}
