package io.cosmoscassandra.flink.write;

import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;

/**
 * A mutation with its place in the order of all effects.
 *
 * @param mutation what to write
 * @param order the microseconds that were given to this effect and to no other of its sink: it is
 *     written with them unless it brings a write time of its own
 */
@Internal
public record Write(Mutation mutation, long order) {

  /** The microseconds to write with. */
  long timestamp() {
    return mutation.writetime() == Mutation.NO_WRITETIME ? order : mutation.writetime();
  }

  /**
   * The seconds that are left to live, or {@link Mutation#NO_TTL}. A row expires when it should,
   * counted from when the sink took it, however late or often it is applied. It is applied even if
   * nothing is left, since an expired row still hides what is older.
   *
   * @param defaultTtl what holds for a mutation without a time to live of its own
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
