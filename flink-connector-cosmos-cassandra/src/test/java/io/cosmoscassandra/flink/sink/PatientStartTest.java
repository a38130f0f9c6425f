package io.cosmoscassandra.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import io.cosmoscassandra.flink.client.Backoff;
import io.cosmoscassandra.flink.client.ConnectionException;
import io.cosmoscassandra.flink.commit.CommitMetrics;
import io.cosmoscassandra.flink.type.ManualPause;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatientStartTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ManualPause clock = new ManualPause();
  private final AtomicInteger retries = new AtomicInteger();
  private final AtomicInteger attempts = new AtomicInteger();
  private final PatientStart patience =
      new PatientStart(
          TIMEOUT,
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4), () -> 0.5),
          new CommitMetrics() {
            @Override
            public void retried() {
              retries.incrementAndGet();
            }
          },
          clock);

  @Test
  void whatPassesIsSatOut() throws Exception {
    String started =
        patience.attempt(
            () -> {
              switch (attempts.incrementAndGet()) {
                case 1 -> throw new NoNodeAvailableException();
                case 2 ->
                    throw new ConnectionException(
                        "no session", new DriverTimeoutException("no answer"));
                default -> {
                  return "started";
                }
              }
            });

    assertThat(started).isEqualTo("started");
    assertThat(clock.pauses()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(retries).hasValue(2);
  }

  @Test
  void whatDoesNotPassIsThrownAtOnce() {
    ConnectionException clocks = new ConnectionException("the clocks are far apart");

    assertThatThrownBy(() -> patience.attempt(() -> failing(clocks))).isSameAs(clocks);

    assertThat(attempts).hasValue(1);
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void timeIsUpSomeDay() {
    DriverTimeoutException silence = new DriverTimeoutException("no answer");

    assertThatThrownBy(() -> patience.attempt(() -> failing(silence)))
        .isInstanceOf(ConnectionException.class)
        .hasMessage(
            "A commit could not begin within PT10S ('sink.retry.timeout') and 8 attempts; the last"
                + " one failed: passing trouble with nodes or network: no answer. Nothing is lost:"
                + " the job goes on from here when the database can be used again.")
        .hasCause(silence);

    assertThat(attempts).hasValue(8);
    assertThat(clock.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(TIMEOUT, TIMEOUT.plusSeconds(4));
  }

  private Object failing(RuntimeException error) {
    attempts.incrementAndGet();
    throw error;
  }
}
