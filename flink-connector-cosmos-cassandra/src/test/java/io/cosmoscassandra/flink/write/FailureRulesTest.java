package io.cosmoscassandra.flink.write;

import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static io.cosmoscassandra.flink.write.ApplierKit.RETRY_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import io.cosmoscassandra.flink.client.failure.Failure;
import io.cosmoscassandra.flink.client.failure.Failure.Kind;
import io.cosmoscassandra.flink.kit.Tables;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The consequence of each kind of failure. */
class FailureRulesTest {

  private final Throwable error = new DriverTimeoutException("as the test wants it");

  private final Recorder consequences = new Recorder();

  @ParameterizedTest
  @EnumSource(names = {"TRANSIENT", "THROTTLED", "CONTENDED"})
  void whatMayPassIsTriedAgain(Kind kind) {
    rules(RowErrorPolicy.FAIL, false).apply(request(1), Failure.of(kind), error, 1);

    assertThat(consequences.names).containsExactly("retry");
  }

  @Test
  void waitThatTheServerAsksForIsKept() {
    Failure failure = Failure.throttled(OptionalLong.of(500));

    rules(RowErrorPolicy.FAIL, false).apply(request(1), failure, error, 1);

    assertThat(consequences.delay)
        .isBetween(Duration.ofMillis(500), Duration.ofMillis(500).plus(ApplierKit.INITIAL_BACKOFF));
  }

  @Test
  void waitThatTheServerAsksForEndsWithTheTimeForRetries() {
    Failure failure = Failure.throttled(OptionalLong.of(999_999_999));

    rules(RowErrorPolicy.FAIL, false).apply(request(1), failure, error, 1);

    assertThat(consequences.delay).isEqualTo(RETRY_TIMEOUT.minusNanos(1));
  }

  @Test
  void requestThatReachedNoNodeIsTriedAgainOnceOneCanBeReached() {
    rules(RowErrorPolicy.FAIL, false).apply(request(1), Failure.of(Kind.UNREACHABLE), error, 1);

    assertThat(consequences.names).containsExactly("retryOnceReachable");
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "TRANSIENT", "THROTTLED", "CONTENDED"})
  void noFailureIsRetriedForLongerThanTheTimeout(Kind kind) {
    WriteRequest request = request(1);

    rules(RowErrorPolicy.FAIL, false)
        .apply(request, Failure.of(kind), error, RETRY_TIMEOUT.toNanos() - 1);
    rules(RowErrorPolicy.SKIP, true)
        .apply(request, Failure.of(kind), error, RETRY_TIMEOUT.toNanos());

    assertThat(consequences.names).hasSize(2).last().isEqualTo("fail");
    assertThat(consequences.names.get(0)).startsWith("retry");
    assertThat(consequences.failure)
        .hasMessageStartingWith(
            "Writing the row id = 0 of table shop.books did not succeed within PT5M"
                + " ('sink.retry.timeout') and 1 attempts; the last one failed: ")
        .hasMessageEndingWith("as the test wants it")
        .hasCause(error);
  }

  @Test
  void rowIsRejectedOnceEightWritesHaveFailedAndTheTimeIsUp() {
    WriteRequest request = request(1);
    FailureRules rules = rules(RowErrorPolicy.FAIL, false);

    for (int attempt = 1; attempt < 100; attempt++) {
      rules.apply(request, Failure.of(Kind.CONTENDED), error, 1);
    }
    assertThat(consequences.names).containsOnly("retry");
    rules.apply(request, Failure.of(Kind.CONTENDED), error, RETRY_TIMEOUT.toNanos() + 1);

    assertThat(consequences.names).last().isEqualTo("fail");
    assertThat(consequences.failure).isInstanceOf(RowException.class);
  }

  @Test
  void fewWriteFailuresBlameNoRowEvenWhenTheTimeIsUp() {
    WriteRequest request = request(1);
    FailureRules rules = rules(RowErrorPolicy.SKIP, false);

    for (int attempt = 1; attempt < 100; attempt++) {
      Kind kind = attempt < 8 ? Kind.CONTENDED : Kind.THROTTLED;
      rules.apply(request, Failure.of(kind), error, 1);
    }
    rules.apply(request, Failure.of(Kind.THROTTLED), error, RETRY_TIMEOUT.toNanos() + 1);

    assertThat(consequences.names).last().isEqualTo("fail");
    assertThat(consequences.failure).isNotInstanceOf(RowException.class);
  }

  @Test
  void rejectedRowFailsTheSinkUnlessRowsMayBeSkipped() {
    rules(RowErrorPolicy.FAIL, false).apply(request(1), Failure.of(Kind.ROW_REJECTED), error, 1);
    rules(RowErrorPolicy.SKIP, false).apply(request(1), Failure.of(Kind.ROW_REJECTED), error, 1);

    assertThat(consequences.names).containsExactly("fail", "skip");
    assertThat(consequences.failure)
        .isInstanceOf(RowException.class)
        .hasMessageStartingWith("The database rejects the row id = 0 of table shop.books: ")
        .hasMessageEndingWith(" ('sink.on-row-error' = 'skip' skips such rows.)");
  }

  @ParameterizedTest
  @EnumSource(RowErrorPolicy.class)
  void rowsOfARejectedBatchAreSentAlone(RowErrorPolicy policy) {
    rules(policy, false).apply(request(3), Failure.of(Kind.ROW_REJECTED), error, 1);

    assertThat(consequences.names).containsExactly("sendRowsAlone");
  }

  @Test
  void schemaAndPermissionsAreWaitedForOnlyWhenRowsWerePromised() {
    Failure failure = Failure.of(Kind.SCHEMA_OR_PERMISSION);

    rules(RowErrorPolicy.FAIL, true).apply(request(1), failure, error, 1);
    rules(RowErrorPolicy.FAIL, false).apply(request(1), failure, error, 1);

    assertThat(consequences.names).containsExactly("retry", "fail");
  }

  @Test
  void fatalFailureNamesTheRowsAndFailsEvenIfRowsMayBeSkipped() {
    rules(RowErrorPolicy.SKIP, true).apply(request(3), Failure.of(Kind.FATAL), error, 1);

    assertThat(consequences.names).containsExactly("fail");
    assertThat(consequences.failure)
        .hasMessageStartingWith("Writing the row id = 0 of table shop.books and 2 more failed: ");
  }

  private FailureRules rules(RowErrorPolicy policy, boolean waitsForSchema) {
    return new FailureRules(
        Tables.BOOKS,
        ApplierKit.settings(ApplierKit.BATCHES, policy, waitsForSchema, true),
        consequences);
  }

  /** A request that was sent once, at 0 ns. */
  private static WriteRequest request(int rows) {
    List<PendingWrite> pending = new ArrayList<>();
    for (int id = 0; id < rows; id++) {
      pending.add(PendingWrite.of(new Write(upsert(id, 1, 1), id), 0));
    }
    WriteRequest request = new WriteRequest(pending);
    request.sent(0, 0);
    return request;
  }

  private static final class Recorder implements FailureRules.Consequences {

    private final List<String> names = new ArrayList<>();
    private Duration delay;
    private IOException failure;

    @Override
    public void retry(WriteRequest request, Duration after) {
      names.add("retry");
      delay = after;
    }

    @Override
    public void retryOnceReachable(WriteRequest request) {
      names.add("retryOnceReachable");
    }

    @Override
    public void sendRowsAlone(WriteRequest request) {
      names.add("sendRowsAlone");
    }

    @Override
    public void skip(WriteRequest request) {
      names.add("skip");
    }

    @Override
    public void fail(IOException reported) {
      names.add("fail");
      failure = reported;
    }
  }
}
