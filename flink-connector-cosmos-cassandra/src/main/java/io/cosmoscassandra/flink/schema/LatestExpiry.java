package io.cosmoscassandra.flink.schema;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.flink.client.dialect.Dialect;
import io.cosmoscassandra.flink.time.InterruptibleFutures;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest time at which a row may expire. Cassandra stores such times in 32 bits, as a signed
 * number up to version 4 and where version 5 is compatible with it, and rejects rows with a later
 * one.
 *
 * @param epochSeconds the time, or null if only the server knows it
 */
@Internal
public record LatestExpiry(@Nullable Long epochSeconds) implements Serializable {

  private static final Logger LOG = LoggerFactory.getLogger(LatestExpiry.class);

  /** No limit is known. */
  public static final LatestExpiry UNKNOWN = new LatestExpiry(null);

  private static final LatestExpiry SIGNED = new LatestExpiry(Integer.MAX_VALUE - 1L);
  private static final LatestExpiry UNSIGNED = new LatestExpiry((1L << Integer.SIZE) - 2);

  private static final String SETTING =
      "SELECT value FROM system_views.settings WHERE name = 'storage_compatibility_mode'";

  /** Asks the server. */
  public static LatestExpiry of(CqlSession session, Dialect dialect) throws InterruptedException {
    if (!dialect.limitsExpiry()) {
      return UNKNOWN;
    }
    try {
      Row row = InterruptibleFutures.on(session.executeAsync(SETTING)).one();
      return ofCompatibility(row == null ? null : row.getString(0));
    } catch (DriverException e) {
      LOG.debug("The server does not tell its storage compatibility mode", e);
      return UNKNOWN;
    }
  }

  /**
   * The limit of a server.
   *
   * @param mode its {@code storage_compatibility_mode}, or null before version 5
   */
  static LatestExpiry ofCompatibility(@Nullable String mode) {
    return "NONE".equalsIgnoreCase(mode) ? UNSIGNED : SIGNED;
  }

  /**
   * The limit, if a row with this time to live would expire after it.
   *
   * @param nowSeconds the time from which the time to live counts
   */
  public Optional<Instant> exceededBy(long ttlSeconds, long nowSeconds) {
    return epochSeconds != null && ttlSeconds > 0 && nowSeconds + ttlSeconds > epochSeconds
        ? Optional.of(Instant.ofEpochSecond(epochSeconds))
        : Optional.empty();
  }
}
