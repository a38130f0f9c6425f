package io.cosmoscassandra.flink.write;

import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;

/**
 * Mutation with its position among all effects of the sink.
 *
 * @param order a time in microseconds, unique within the sink, which is the write time of a
 *     mutation that brings none
 */
@Internal
public record Write(Mutation mutation, long order) {

  /** The microseconds to write with. */
  long timestamp() {
    return mutation.writetime() == Mutation.NO_WRITETIME ? order : mutation.writetime();
  }

  /**
   * The remaining time to live in seconds, or {@link Mutation#NO_TTL}. The time counts from when
   * the sink took the row, however late or often the row is applied. A row with no time left is
   * applied all the same, since an expired row still hides older ones.
   *
   * @param defaultTtl time to live of a mutation that has none of its own
   */
  int remainingTtl(int defaultTtl, long nowMicros) {
    int ttl = mutation.ttl() == Mutation.NO_TTL ? defaultTtl : mutation.ttl();
    if (ttl <= 0) {
      return ttl;
    }
    long age = Math.max(0, TimeUnit.MICROSECONDS.toSeconds(nowMicros - order));
    return (int) Math.max(1, ttl - age);
  }
}
