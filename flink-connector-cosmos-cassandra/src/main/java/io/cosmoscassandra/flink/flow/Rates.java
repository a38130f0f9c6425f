package io.cosmoscassandra.flink.flow;

import java.io.Serializable;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * Limits on how fast rows are written.
 *
 * @param rowsPerSecond maximum number of rows per second, or null
 * @param requestUnitsPerSecond maximum number of request units per second, or null
 * @param rationed whether the server grants an unknown number of requests per second and rejects
 *     the rest, so that the sink must find out the number
 */
@Internal
public record Rates(
    @Nullable Double rowsPerSecond, @Nullable Double requestUnitsPerSecond, boolean rationed)
    implements Serializable {

  /** As fast as the server responds. */
  public static final Rates UNLIMITED = new Rates(null, null, false);

  /** The share of one subtask. */
  public Rates forSubtaskOf(int parallelism) {
    return new Rates(
        divided(rowsPerSecond, parallelism), divided(requestUnitsPerSecond, parallelism), rationed);
  }

  @Nullable
  private static Double divided(@Nullable Double rate, int by) {
    return rate == null ? null : rate / by;
  }
}
