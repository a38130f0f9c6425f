package io.cosmoscassandra.flink.it.commit;

import com.datastax.oss.driver.api.core.CqlSession;
import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Pacer;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.Statements;
import io.cosmoscassandra.flink.it.kit.TableCheck;
import io.cosmoscassandra.flink.it.kit.TestJob;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes fail in the middle of a commit. */
class OutageIT {

  private static final long OUTAGE_SECONDS = 60;

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension ring = CassandraExtension.threeNodes();

  @Test
  void aCommitGoesOnWhenTheOnlyNodeComesBack() throws Exception {
    String keyspace = "outage";
    Changelog changelog = new Changelog(Seed.ofThisRun(), 300, 2_400, 10);
    try (CassandraNode node = CassandraNode.builder().durableWrites().start();
        FaultProxy proxy = FaultProxy.inFrontOf(node)) {
      TestJob job = new TestJob(cluster, proxy.contactPoint(), keyspace, changelog).inSmallParts();
      try (CqlSession session = node.connect()) {
        session.execute(
            "CREATE KEYSPACE outage WITH replication = {'class': 'NetworkTopologyStrategy',"
                + " 'datacenter1': 1}");
        Changelog.createTable(session, keyspace);
        job.start().feed(800).checkpoint().awaitTable(session, 800);
      }
      CountDownLatch committing = new CountDownLatch(1);
      AtomicInteger writes = new AtomicInteger();
      proxy.setPolicy(
          request -> {
            if (Statements.WRITE_TARGET.test(request) && writes.getAndIncrement() >= 8) {
              committing.countDown();
              return RequestFault.cut();
            }
            return RequestFault.forward();
          });
      job.feed(1_600).checkpoint();
      committing.await();

      node.kill();
      proxy.setPolicy(request -> RequestFault.forward());
      CompletableFuture.runAsync(
              node::restart, CompletableFuture.delayedExecutor(OUTAGE_SECONDS, TimeUnit.SECONDS))
          .join();

      try (CqlSession session = node.connect()) {
        job.awaitTable(session, 1_600).feed(2_400).checkpoint().awaitTable(session, 2_400);
        TableCheck.isFoldOf(session, keyspace, changelog, 2);
      }
      job.assertNeverRestarted();
      job.cancel();
    }
  }

  @Test
  void oneOfThreeNodesDiesDuringTheCommits() throws Exception {
    String keyspace = ring.createKeyspace();
    Changelog.createTable(ring.session(), keyspace);
    ring.cluster().awaitRing();
    Changelog changelog = new Changelog(Seed.ofThisRun(), 300, 6_000, 10);
    TestJob job =
        new TestJob(cluster, ring.contactPoint(), keyspace, changelog)
            .inSmallParts()
            .checkpointsEvery(Duration.ofMillis(300))
            .bounded()
            .start();
    try (Pacer pacer = Pacer.of(job.probe(), 0, changelog.count(), 1_000)) {
      Await.until(
          () -> Changelog.read(ring.session(), keyspace).size() > 100,
          TestJob.PATIENCE,
          () -> "no rows are committed");

      ring.nodes().get(1).kill();

      job.awaitEnd();
    }
    TableCheck.isFoldOf(ring.session(), keyspace, changelog, 2);
    job.assertNeverRestarted();
  }
}
