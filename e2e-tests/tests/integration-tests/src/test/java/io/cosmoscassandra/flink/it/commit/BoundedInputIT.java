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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streaming jobs with bounded input and without checkpoints commit once, at their end. */
class BoundedInputIT {

  private static final int PARALLELISM = 2;

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
    return new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
        .parallelism(PARALLELISM)
        .inSmallParts()
        .withoutCheckpoints()
        .bounded();
  }

  @Test
  void rowsAreCommittedWhenTheInputEnds() throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      TestJob job = job(proxy).start().feed(changelog.count() - 1);
      assertThat(Changelog.read(session(), keyspace)).isEmpty();

      job.probe().allow(changelog.count());
      job.awaitEnd();

      TableCheck.isFoldOf(session(), keyspace, changelog, PARALLELISM);
      job.assertNeverRestarted();
    }
  }

  @Test
  void jobThatFailsInTheMiddleOfTheCommitStartsAgain() throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      proxy.setPolicy(
          FaultPolicy.always(Statements.fatal()).times(1).after(8).when(Statements.WRITE_TARGET));
      TestJob job = job(proxy).start();
      job.probe().allow(changelog.count());

      job.awaitEnd();

      assertThat(proxy.count(Action.ANSWERED)).isEqualTo(1);
      assertThat(job.probe().starts()).isEqualTo(2);
      TableCheck.isFoldOf(session(), keyspace, changelog, PARALLELISM);
    }
  }

  @Test
  void theTaskManagersDieWhileRowsAreStaged() throws Exception {
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      CountDownLatch staging = new CountDownLatch(1);
      proxy.setPolicy(
          request -> {
            if (Statements.STAGE.test(request)) {
              staging.countDown();
            }
            return RequestFault.forward();
          });
      TestJob job = job(proxy).start().feed(changelog.count() / 2);
      staging.await();

      cluster.replaceTaskManagers();

      job.probe().allow(changelog.count());
      job.awaitEnd();
      assertThat(job.probe().starts()).isGreaterThan(1);
      TableCheck.isFoldOf(session(), keyspace, changelog, PARALLELISM);
    }
  }
}
