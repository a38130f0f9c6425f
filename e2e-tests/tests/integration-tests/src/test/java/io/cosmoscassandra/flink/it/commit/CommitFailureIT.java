package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.Action;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Probe;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.Statements;
import io.cosmoscassandra.flink.it.kit.TableCheck;
import io.cosmoscassandra.flink.it.kit.TestJob;
import io.cosmoscassandra.flink.options.CassandraConnectorOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.CheckpointingOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure at any point of a checkpoint and its commit leaves no trace in the table. */
class CommitFailureIT {

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private static final int PARALLELISM = 2;

  private Changelog changelog;
  private String keyspace;

  /** Where the second of three checkpoints fails. */
  enum Point {
    BEFORE_PREPARE((probe, proxy) -> probe.failOnceOn(change -> change > 900)),
    WHILE_STAGING(failing(Statements.STAGE, Statements.fatal())),
    BEFORE_THE_TIMESTAMPS_ARE_RESERVED(failing(Statements.RESERVE, Statements.fatal())),
    AFTER_THE_TIMESTAMPS_ARE_RESERVED(failing(Statements.RESERVE, Statements.fatalAfterwards())),
    BETWEEN_PREPARE_AND_CHECKPOINT((probe, proxy) -> probe.failInNextSnapshot()),
    BEFORE_COMMIT(failing(Statements.READ_CHUNK, Statements.fatal())),
    IN_THE_MIDDLE_OF_COMMIT(
        (probe, proxy) ->
            proxy.setPolicy(
                FaultPolicy.always(Statements.fatal())
                    .times(1)
                    .after(8)
                    .when(Statements.WRITE_TARGET))),
    IN_THE_MIDDLE_OF_COMMIT_ON_A_ROW_THAT_ARRIVED(
        (probe, proxy) ->
            proxy.setPolicy(
                FaultPolicy.always(Statements.fatalAfterwards())
                    .times(1)
                    .after(8)
                    .when(Statements.WRITE_TARGET))),
    BETWEEN_TWO_BUFFERS(failing(Statements.NOTE_PROGRESS, Statements.fatal())),
    AFTER_THE_ROWS_AND_BEFORE_THE_MARK(failing(Statements.RAISE_MARK, Statements.fatal())),
    AFTER_THE_MARK_AND_BEFORE_THE_CLEAN_UP(
        failing(Statements.RAISE_MARK, Statements.fatalAfterwards()));

    @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds nothing
    private final BiConsumer<Probe, FaultProxy> arm;

    Point(BiConsumer<Probe, FaultProxy> arm) {
      this.arm = arm;
    }

    private static BiConsumer<Probe, FaultProxy> failing(Statements statement, RequestFault fault) {
      return (probe, proxy) -> proxy.setPolicy(FaultPolicy.always(fault).times(1).when(statement));
    }
  }

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    Changelog.createTable(cassandra.session(), keyspace);
    changelog = new Changelog(Seed.ofThisRun(), 300, 2_400, 10);
  }

  private TestJob job(FaultProxy proxy) {
    return new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
        .parallelism(PARALLELISM)
        .inSmallParts();
  }

  @ParameterizedTest
  @EnumSource
  void aFailureLeavesNoTrace(Point point) throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      TestJob job = job(proxy).start().feed(800).checkpoint();
      job.awaitTable(cassandra.session(), 800);

      point.arm.accept(job.probe(), proxy);
      job.probe().allow(1_600);
      CompletableFuture<Long> unused = checkpointWhenFed(job, 1_600);
      job.awaitStarts(2);

      proxy.setPolicy(FaultPolicy.none());
      job.feed(1_600).checkpoint().awaitTable(cassandra.session(), 1_600);
      job.feed(2_400).checkpoint().awaitTable(cassandra.session(), 2_400);
      TableCheck.isFoldOf(cassandra.session(), keyspace, changelog, PARALLELISM);
      assertThat(job.probe().starts()).isEqualTo(2);
      job.cancel();
    }
  }

  /** The failure may come before all is fed. */
  private static CompletableFuture<Long> checkpointWhenFed(TestJob job, long fed) {
    Await.until(
        () -> job.probe().fed() >= fed || job.probe().starts() > 1,
        TestJob.PATIENCE,
        () -> "nothing happens");
    return job.startCheckpoint();
  }

  @Test
  void rowsOfACheckpointThatWasGivenUpComeWithTheNext() throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      TestJob job =
          job(proxy)
              .set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(2))
              .start()
              .feed(800)
              .checkpoint()
              .awaitTable(cassandra.session(), 800);
      CountDownLatch hold = job.probe().holdSnapshots();
      job.feed(1_600);
      CompletableFuture<Long> checkpoint = job.startCheckpoint();
      Await.until(checkpoint::isDone, TestJob.PATIENCE, () -> "the checkpoint does not time out");
      assertThat(checkpoint).isCompletedExceptionally();
      hold.countDown();

      job.feed(2_400).checkpoint().awaitTable(cassandra.session(), 2_400);

      TableCheck.isFoldOf(cassandra.session(), keyspace, changelog, PARALLELISM);
      job.assertNeverRestarted();
      job.cancel();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Statements.class,
      names = {"STAGE", "WRITE_TARGET", "RAISE_MARK", "DROP_CHUNKS"})
  void theTaskManagersDie(Statements statement) throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      TestJob job = job(proxy).start().feed(800).checkpoint();
      job.awaitTable(cassandra.session(), 800);
      CountDownLatch reached = new CountDownLatch(1);
      AtomicInteger passed = new AtomicInteger();
      AtomicBoolean dead = new AtomicBoolean();
      proxy.setPolicy(
          request -> {
            if (statement.test(request)) {
              // Some get through, so that what dies has begun.
              dead.compareAndSet(false, passed.getAndIncrement() >= 3 || isLast(statement));
            }
            if (dead.get()) {
              reached.countDown();
              return RequestFault.dropRequest();
            }
            return RequestFault.forward();
          });
      job.feed(1_600);
      CompletableFuture<Long> unused = job.startCheckpoint();
      reached.await();

      cluster.replaceTaskManagers();

      proxy.setPolicy(FaultPolicy.none());
      job.awaitStarts(2).feed(2_400).checkpoint().awaitTable(cassandra.session(), 2_400);
      TableCheck.isFoldOf(cassandra.session(), keyspace, changelog, PARALLELISM);
      job.cancel();
    }
  }

  /** A commit has but one of these. */
  private static boolean isLast(Statements statement) {
    return statement == Statements.RAISE_MARK || statement == Statements.DROP_CHUNKS;
  }

  /** On the version of the native protocol that the driver chooses, and on that of Cosmos DB. */
  @ParameterizedTest
  @ValueSource(ints = {5, 4})
  void acknowledgementsOfEveryKindGetLost(int protocolVersion) throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      FaultPolicy losses = FaultPolicy.none();
      for (Statements statement : Statements.values()) {
        losses =
            losses.orElse(FaultPolicy.always(RequestFault.dropResponse()).times(3).when(statement));
      }
      TestJob job =
          job(proxy).with(CassandraConnectorOptions.REQUEST_TIMEOUT, Duration.ofMillis(500));
      if (protocolVersion == 4) {
        job.protocolVersion(protocolVersion);
      }
      proxy.setPolicy(losses);
      job.start();
      for (long fed = 400; fed <= 2_400; fed += 400) {
        job.feed(fed).checkpoint().awaitTable(cassandra.session(), fed);
      }

      TableCheck.isFoldOf(cassandra.session(), keyspace, changelog, PARALLELISM);
      assertThat(proxy.count(Action.RESPONSE_DROPPED)).isEqualTo(3L * Statements.values().length);
      assertThat(proxy.protocolVersions()).containsExactly(protocolVersion);
      job.assertNeverRestarted();
      job.cancel();
    }
  }
}
