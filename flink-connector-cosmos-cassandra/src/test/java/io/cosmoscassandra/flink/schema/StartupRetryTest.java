package io.cosmoscassandra.flink.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.InvalidKeyspaceException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import io.cosmoscassandra.flink.client.failure.Backoff;
import io.cosmoscassandra.flink.client.failure.ConnectionException;
import io.cosmoscassandra.flink.client.failure.ConnectionException.Outlook;
import io.cosmoscassandra.flink.kit.ManualClock;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartupRetryTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final ManualClock clock = new ManualClock();
  private final AtomicInteger attempts = new AtomicInteger();
  private final StartupRetry start =
      new StartupRetry(
          "sink",
          CassandraConnectorOptions.SINK_RETRY_TIMEOUT,
          TIMEOUT,
          new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(4), () -> 0.5),
          clock);

  @Test
  void transientFailuresAreRetried() throws Exception {
    Deque<RuntimeException> failures = new ArrayDeque<>();
    failures.add(new NoNodeAvailableException());
    failures.add(silence());

    String started =
        start.attempt(
            false,
            () -> {
              if (!failures.isEmpty()) {
                throw failures.remove();
              }
              return "started";
            });

    assertThat(started).isEqualTo("started");
    assertThat(clock.pauses()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  /** Failures that an earlier step has retried long enough, or that need a person. */
  static Stream<RuntimeException> lasting() {
    return Stream.of(
        new ConnectionException("hosts: nobody listens", silence()),
        new TableCreationException("the table could not be created", silence()),
        new InvalidKeyspaceException("no such keyspace"),
        new IllegalStateException("a bug"));
  }

  @ParameterizedTest
  @MethodSource("lasting")
  void lastingFailuresAreThrownAtOnce(RuntimeException error) {
    assertThatThrownBy(() -> start.attempt(false, () -> failing(error))).isSameAs(error);

    assertThat(attempts).hasValue(1);
    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void declarationThatDoesNotFitFailsANewJobForGoodAndNoOther() {
    DeclarationException unfit =
        new DeclarationException(new TableName("shop", "orders"), List.of("no such column"));

    assertThatThrownBy(() -> start.attempt(false, () -> failing(unfit)))
        .isInstanceOf(MisconfiguredJobException.class);
    assertThatThrownBy(() -> start.attempt(true, () -> failing(unfit)))
        .isInstanceOf(IOException.class)
        .hasCause(unfit);

    assertThat(clock.pauses()).isEmpty();
  }

  @Test
  void connectionThatCannotBeHadFailsANewJobForGoodAndNoOther() {
    ConnectionException rejected =
        new ConnectionException(Outlook.LASTING, "Login of user 'ann' rejected", silence());

    assertThatThrownBy(() -> start.attempt(false, () -> failing(rejected)))
        .isInstanceOf(MisconfiguredJobException.class)
        .hasMessage("Login of user 'ann' rejected")
        .hasNoCause();
    assertThatThrownBy(() -> start.attempt(true, () -> failing(rejected))).isSameAs(rejected);

    assertThat(clock.pauses()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void serverThatCannotBeReachedIsTriedAgainUntilTheTimeoutIsOver(boolean restored) {
    ConnectionException refused =
        new ConnectionException(Outlook.TRANSIENT, "Could not connect to one:9042", silence());

    assertThatThrownBy(() -> start.attempt(restored, () -> failing(refused))).isSameAs(refused);

    assertThat(attempts).hasValue(8);
    assertThat(clock.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(TIMEOUT, TIMEOUT.plusSeconds(4));
  }

  @Test
  void retriesEndWithTheTimeout() {
    RuntimeException silence = silence();

    assertThatThrownBy(() -> start.attempt(true, () -> failing(silence)))
        .isInstanceOf(ConnectionException.class)
        .hasMessage(
            "The sink could not start within PT10S ('sink.retry.timeout') and 8 attempts; the last"
                + " one failed: transient failure of nodes or network: no answer")
        .hasCause(silence);

    assertThat(attempts).hasValue(8);
    assertThat(clock.pauses().stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(TIMEOUT, TIMEOUT.plusSeconds(4));
  }

  private static RuntimeException silence() {
    return new DriverTimeoutException("no answer");
  }

  private Object failing(RuntimeException error) {
    attempts.incrementAndGet();
    throw error;
  }
}
