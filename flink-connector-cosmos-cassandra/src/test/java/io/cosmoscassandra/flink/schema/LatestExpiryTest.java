package io.cosmoscassandra.flink.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LatestExpiryTest {

  private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
  private static final long TEN_YEARS = 10 * 365 * 86_400L;

  @Test
  void rowsExpireBefore2038UnlessTheServerStoresLaterTimes() {
    Instant signed = Instant.parse("2038-01-19T03:14:06Z");
    long left = signed.getEpochSecond() - NOW;

    for (String mode : new String[] {null, "CASSANDRA_4", "UPGRADING"}) {
      assertThat(LatestExpiry.ofCompatibility(mode).exceededBy(left, NOW)).isEmpty();
      assertThat(LatestExpiry.ofCompatibility(mode).exceededBy(left + 1, NOW)).contains(signed);
    }
    assertThat(LatestExpiry.ofCompatibility("NONE").exceededBy(2 * TEN_YEARS, NOW)).isEmpty();
  }

  @Test
  void rowsThatDoNotExpireExceedNothing() {
    assertThat(LatestExpiry.ofCompatibility(null).exceededBy(0, NOW)).isEmpty();
    assertThat(LatestExpiry.UNKNOWN.exceededBy(2 * TEN_YEARS, NOW)).isEmpty();
  }
}
