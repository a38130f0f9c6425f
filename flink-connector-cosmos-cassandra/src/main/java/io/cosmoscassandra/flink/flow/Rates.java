package io.cosmoscassandra.flink.flow;

import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * How fast rows may be written.
 *
 * @param rowsPerSecond the most rows a second, or null
 * @param requestUnitsPerSecond the most request units a second, or null
 * @param rationed whether the server grants so much for every second and turns away the rest, so
 *     that the pace it grants has to be found
 */
@Internal
public record Rates(
    @Nullable Double rowsPerSecond, @Nullable Double requestUnitsPerSecond, boolean rationed)
    implements Serializable {

  /** As fast as the server answers. */
  public static final Rates UNLIMITED = new Rates(null, null, false);

  /** What is left for one of several subtasks. */
  public Rates forSubtaskOf(int parallelism) {
    return new Rates(
        divided(rowsPerSecond, parallelism), divided(requestUnitsPerSecond, parallelism), rationed);
  }

  @Nullable
  private static Double divided(@Nullable Double rate, int by) {
    return rate == null ? null : rate / by;
  }
}
