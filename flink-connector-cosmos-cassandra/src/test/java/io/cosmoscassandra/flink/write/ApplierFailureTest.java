package io.cosmoscassandra.flink.write;

import static io.cosmoscassandra.flink.kit.Mutations.upsert;
import static io.cosmoscassandra.flink.write.ApplierKit.BATCHES;
import static io.cosmoscassandra.flink.write.ApplierKit.INITIAL_BACKOFF;
import static io.cosmoscassandra.flink.write.ApplierKit.RETRY_TIMEOUT;
import static io.cosmoscassandra.flink.write.ApplierKit.SINGLE;
import static io.cosmoscassandra.flink.write.ApplierKit.apply;
import static io.cosmoscassandra.flink.write.ApplierKit.applyRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import com.datastax.oss.driver.api.core.servererrors.DefaultWriteType;
import com.datastax.oss.driver.api.core.servererrors.InvalidQueryException;
import com.datastax.oss.driver.api.core.servererrors.OverloadedException;
import com.datastax.oss.driver.api.core.servererrors.WriteFailureException;
import io.cosmoscassandra.flink.kit.ManualClock;
import io.cosmoscassandra.flink.options.RowErrorPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that fail: retries, outages and rows that the database rejects. */
@Timeout(60)
class ApplierFailureTest {

  private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofSeconds(11);

  private final ApplierKit kit = new ApplierKit();
  private final ManualTarget target = kit.target;
  private final ManualClock time = kit.time;
  private final CountingMetrics metrics = kit.metrics;

  @Test
  void whileNoNodeCanBeReachedOneRequestATimeTriesIt() throws Exception {
    UnreachableTarget unreachable = new UnreachableTarget();
    Applier applier = kit.applier(unreachable);
    applyRows(applier, 5);
    int before = unreachable.attempts;

    sitOut(100);

    assertThat(unreachable.attempts - before).isEqualTo(100);
  }

  @Test
  void allOthersFollowAsSoonAsANodeAnswers() throws Exception {
    UnreachableTarget unreachable = new UnreachableTarget();
    Applier applier = kit.applier(unreachable);
    applyRows(applier, 5);
    sitOut(100);

    unreachable.reachable = true;
    time.pass(INITIAL_BACKOFF);
    assertThat(target.requests()).hasSize(1);
    target.request(0).acknowledge();

    assertThat(target.requests()).hasSize(5);
    target.acknowledgeAll();
    applier.drain();
  }

  @Test
  void anOutageDoesNotLengthenThePausesAfterIt() throws Exception {
    UnreachableTarget unreachable = new UnreachableTarget();
    Applier applier = kit.applier(unreachable);
    applyRows(applier, 1);
    sitOut(100);
    unreachable.reachable = true;
    time.pass(INITIAL_BACKOFF);

    target.request(0).fail(new DriverTimeoutException("no answer"));
    time.pass(INITIAL_BACKOFF);

    assertThat(target.requests()).hasSize(2);
    target.acknowledgeAll();
    applier.drain();
  }

  @Test
  void anOutageIsSatOutForTheTimeOfRetriesAtMost() throws Exception {
    Applier applier = kit.applier(new UnreachableTarget());
    applyRows(applier, 5);

    time.pass(RETRY_TIMEOUT.plus(INITIAL_BACKOFF));

    assertThatThrownBy(applier::drain)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("did not succeed within PT5M ('sink.retry.timeout')")
        .hasMessageContaining("no node can be reached");
  }

  @Test
  void requestOfAnOverloadedDatabaseIsRetriedAfterTheTimeItNames() throws Exception {
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.FAIL);
    apply(applier, upsert(1, 2, 3));

    target
        .request(0)
        .fail(new OverloadedException(null, "Request rate is large: RetryAfterMs=500, more"));
    time.pass(Duration.ofMillis(499));
    assertThat(target.requests()).hasSize(1);
    time.pass(Duration.ofSeconds(2));

    assertThat(target.requests()).hasSize(2);
    assertThat(metrics.throttled).isEqualTo(1);
    assertThat(metrics.retried).isEqualTo(1);
    target.request(1).acknowledge();
    applier.drain();
  }

  @Test
  void aRetryKeepsItsTimestamp() throws Exception {
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.FAIL);
    applier.apply(new Write(upsert(1, 2, 3), 4711));

    target.request(0).fail(new DriverTimeoutException("no answer"));
    time.pass(Duration.ofMinutes(1));

    assertThat(target.request(1).writes().get(0).timestamp()).isEqualTo(4711);
  }

  @Test
  void retriesEndAfterTheirTimeAndNameTheRowAndTheOption() throws Exception {
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.FAIL);
    apply(applier, upsert(7, 2, 3));

    for (int i = 0; i < target.requests().size(); i++) {
      target.request(i).fail(new DriverTimeoutException("no answer"));
      time.pass(Duration.ofSeconds(30));
    }

    assertThatThrownBy(applier::drain)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the row id = 7 of table shop.books")
        .hasMessageContaining("'sink.retry.timeout'");
  }

  @Test
  void ofARejectedBatchOnlyTheGuiltyRowIsSkipped() throws Exception {
    Applier applier = kit.applier(BATCHES, RowErrorPolicy.SKIP, mutation -> "together");
    applyRows(applier, 20);
    ManualTarget.Sent batch =
        target.requests().stream().filter(r -> r.writes().size() == 4).findFirst().orElseThrow();
    Write guilty = batch.writes().get(2);
    target.requests().stream()
        .filter(r -> !r.writes().equals(batch.writes()))
        .forEach(ManualTarget.Sent::acknowledge);

    batch.fail(rejected());
    target.requests().stream()
        .filter(r -> !r.completion().isDone() && r.writes().equals(List.of(guilty)))
        .findFirst()
        .orElseThrow()
        .fail(rejected());
    target.acknowledgeAll();
    applier.drain();

    assertThat(metrics.skipped).isEqualTo(1);
    assertThat(metrics.written).isEqualTo(19);
  }

  @Test
  void aRejectedRowFailsTheSinkAndIsNamed() throws Exception {
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.FAIL);
    apply(applier, upsert(7, 2, 3));

    target.request(0).fail(rejected());

    assertThatThrownBy(applier::drain)
        .hasMessageContaining("The database rejects the row id = 7 of table shop.books")
        .hasMessageContaining("'sink.on-row-error' = 'skip'");
    assertThatThrownBy(() -> apply(applier, upsert(8, 2, 3))).isInstanceOf(IOException.class);
  }

  @Test
  void overloadBeforeAWriteFailureDoesNotCountAgainstTheRow() throws Exception {
    kit.writeFailuresMayBlameRow = true;
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.SKIP);
    applyRows(applier, 1);
    for (int attempt = 0; attempt < 7; attempt++) {
      target.request(attempt).fail(new OverloadedException(null, "RetryAfterMs=5"));
      time.pass(LONGER_THAN_ANY_PAUSE);
    }

    target.request(7).fail(writeFailure(Map.of()));
    time.pass(LONGER_THAN_ANY_PAUSE);
    target.acknowledgeAll();
    applier.drain();

    assertThat(metrics.skipped).isZero();
    assertThat(metrics.written).isEqualTo(1);
  }

  @Test
  void replicasThatFailForAWhileCostNoRow() throws Exception {
    Applier applier = kit.applier(BATCHES, RowErrorPolicy.SKIP, mutation -> "together");
    applyRows(applier, 20);
    for (int attempt = 0; attempt < 20; attempt++) {
      openRequests().forEach(request -> request.fail(writeFailure(Map.of())));
      time.pass(LONGER_THAN_ANY_PAUSE);
    }

    target.acknowledgeAll();
    applier.drain();

    assertThat(metrics.skipped).isZero();
    assertThat(metrics.written).isEqualTo(20);
  }

  @Test
  void replicasThatFailForLongerThanTheTimeoutFailTheSinkAndGiveTheirReasons() throws Exception {
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.SKIP);
    applyRows(applier, 1);
    Map<InetAddress, Integer> reasons =
        Map.of(InetAddress.getByAddress(new byte[] {10, 0, 0, 1}), 3);

    for (int i = 0; i < target.requests().size(); i++) {
      target.request(i).fail(writeFailure(reasons));
      time.pass(LONGER_THAN_ANY_PAUSE);
    }

    assertThatThrownBy(applier::drain)
        .isNotInstanceOf(RowException.class)
        .hasMessageContaining("did not succeed within PT5M ('sink.retry.timeout')")
        .hasMessageEndingWith("; failed: 10.0.0.1 because of an incompatible schema");
    assertThat(metrics.skipped).isZero();
  }

  @Test
  void rowWhoseWritesFailUntilTheTimeIsUpIsSkippedWhereTheRowMayBeToBlame() throws Exception {
    kit.writeFailuresMayBlameRow = true;
    Applier applier = kit.applier(SINGLE, RowErrorPolicy.SKIP);
    applyRows(applier, 1);

    for (int i = 0; i < target.requests().size(); i++) {
      assertThat(metrics.skipped).isZero();
      target.request(i).fail(writeFailure(Map.of()));
      time.pass(LONGER_THAN_ANY_PAUSE);
    }
    applier.drain();

    assertThat(metrics.skipped).isEqualTo(1);
    assertThat(target.requests()).hasSizeGreaterThan(8);
  }

  private List<ManualTarget.Sent> openRequests() {
    return target.requests().stream().filter(request -> !request.completion().isDone()).toList();
  }

  private static Throwable writeFailure(Map<InetAddress, Integer> reasons) {
    return new WriteFailureException(
        null, DefaultConsistencyLevel.LOCAL_QUORUM, 1, 2, DefaultWriteType.SIMPLE, 1, reasons);
  }

  private static Throwable rejected() {
    return new InvalidQueryException(null, "Value is too large");
  }

  /** Lets the time of this number of attempts pass. */
  private void sitOut(int attempts) {
    for (int i = 0; i < attempts; i++) {
      time.pass(INITIAL_BACKOFF);
    }
  }

  /** Rejects at once, as the driver does, until a test says otherwise. */
  private final class UnreachableTarget implements WriteTarget {

    private int attempts;
    private boolean reachable;

    @Override
    public CompletionStage<Acknowledgement> send(List<Write> writes) {
      attempts++;
      return reachable
          ? target.send(writes)
          : CompletableFuture.failedFuture(new NoNodeAvailableException());
    }
  }
}
