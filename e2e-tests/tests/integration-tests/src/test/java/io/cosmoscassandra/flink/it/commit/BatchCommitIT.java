package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.Action;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.Statements;
import io.cosmoscassandra.flink.it.kit.TableCheck;
import io.cosmoscassandra.flink.it.kit.TestJob;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Batch jobs commit once, at their end, even if that takes several attempts. */
class BatchCommitIT {

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private Changelog changelog;
  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    Changelog.createTable(session(), keyspace);
    changelog = new Changelog(Seed.ofThisRun(), 300, 2_000, 10);
  }

  private static CqlSession session() {
    return cassandra.session();
  }

  private TestJob job(FaultProxy proxy) {
    // The shuffle of a batch job would keep the order of each key only.
    TestJob job =
        new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
            .chained()
            .inSmallParts()
            .inBatchMode();
    job.probe().allow(changelog.count());
    return job;
  }

  @Test
  void aCommitterThatFailsInTheMiddleIsStartedAgainAlone() throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      proxy.setPolicy(
          FaultPolicy.always(Statements.fatal())
              .times(1)
              .after(8)
              .when(Statements.WRITE_TARGET)
              .orElse(
                  FaultPolicy.always(Statements.fatalAfterwards())
                      .times(1)
                      .when(Statements.RAISE_MARK)));

      TestJob job = job(proxy).start();
      job.awaitEnd();

      TableCheck.isFoldOf(session(), keyspace, changelog, 1);
      assertThat(proxy.count(Action.ANSWERED)).isEqualTo(1);
      assertThat(proxy.count(Action.ANSWERED_AFTERWARDS)).isEqualTo(1);
      job.assertNeverRestarted();
      assertThat(job.probe().arrived()).isEqualTo(changelog.count());
    }
  }

  @Test
  void theTaskManagersDieInTheMiddleOfTheCommit() throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      CountDownLatch reached = new CountDownLatch(1);
      AtomicInteger passed = new AtomicInteger();
      proxy.setPolicy(
          request -> {
            if (Statements.WRITE_TARGET.test(request) && passed.getAndIncrement() >= 8) {
              reached.countDown();
              return RequestFault.dropRequest();
            }
            return RequestFault.forward();
          });
      TestJob job = job(proxy).start();
      reached.await();

      cluster.replaceTaskManagers();

      proxy.setPolicy(FaultPolicy.none());
      job.awaitEnd();
      TableCheck.isFoldOf(session(), keyspace, changelog, 1);
    }
  }
}
