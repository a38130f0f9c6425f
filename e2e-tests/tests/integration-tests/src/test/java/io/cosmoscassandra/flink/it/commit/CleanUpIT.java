package io.cosmoscassandra.flink.it.commit;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.proxy.FaultPolicy;
import io.cosmoscassandra.embedded.proxy.FaultProxy;
import io.cosmoscassandra.embedded.proxy.RequestFault;
import io.cosmoscassandra.flink.it.kit.Changelog;
import io.cosmoscassandra.flink.it.kit.Cluster;
import io.cosmoscassandra.flink.it.kit.Pacer;
import io.cosmoscassandra.flink.it.kit.Probe;
import io.cosmoscassandra.flink.it.kit.Seed;
import io.cosmoscassandra.flink.it.kit.Statements;
import io.cosmoscassandra.flink.it.kit.TableCheck;
import io.cosmoscassandra.flink.it.kit.TestJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Committer tables do not fill up, however often a job fails. */
class CleanUpIT {

  private static final int KILLS = 20;
  private static final List<Statements> STATEMENTS = List.of(Statements.values());
  private static final double CHANGES_PER_SECOND = 1_500;

  @RegisterExtension static final Cluster cluster = new Cluster();

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @Test
  void afterManyKillsOnlyWhatWasNeverCommittedWaitsToExpire() throws Exception {
    long seed = Seed.ofThisRun();
    SplittableRandom random = new SplittableRandom(seed);
    String keyspace = cassandra.createKeyspace();
    Changelog.createTable(session(), keyspace);
    Changelog changelog = new Changelog(seed, 300, Long.MAX_VALUE, 10);
    long fed = 0;
    try (FaultProxy proxy = FaultProxy.inFrontOf(cassandra.node())) {
      TestJob job =
          new TestJob(cluster, proxy.contactPoint(), keyspace, changelog)
              .inSmallParts()
              .checkpointsEvery(Duration.ofMillis(200))
              .start();
      for (int kill = 1; kill <= KILLS; kill++) {
        long before = fed;
        arm(random, job.probe(), proxy, before);
        try (Pacer pacer = Pacer.of(job.probe(), before, Long.MAX_VALUE, CHANGES_PER_SECOND)) {
          job.awaitStarts(kill + 1);
          fed = pacer.stop();
        }
        proxy.setPolicy(FaultPolicy.none());
      }
      fed += 100;
      // The next checkpoint comes after all that the commit of this one does.
      job.feed(fed).checkpoint().awaitTable(session(), fed).checkpoint();
      TableCheck.isStateAfter(session(), keyspace, changelog, fed, 2);
      assertThat(job.probe().starts()).isEqualTo(KILLS + 1);
      job.cancel();
    }

    Map<UUID, Long> marks = marks(keyspace);
    List<Row> chunks =
        session()
            .execute("SELECT run_id, seq, ttl(data) FROM " + keyspace + ".flink_sink_chunks")
            .all();
    assertThat(chunks)
        .allSatisfy(
            chunk -> {
              assertThat(chunk.getLong("seq"))
                  .as("transaction of a chunk of run %s", chunk.getUuid("run_id"))
                  .isGreaterThan(marks.getOrDefault(chunk.getUuid("run_id"), 0L));
              assertThat(chunk.getInt(2)).isPositive();
            });
    List<Row> registers =
        session().execute("SELECT ttl(value) FROM " + keyspace + ".flink_sink_progress").all();
    assertThat(registers).isNotEmpty().allSatisfy(row -> assertThat(row.getInt(0)).isPositive());
    System.out.printf(
        "clean-up: after %d kills %d chunks of uncommitted transactions wait to expire, of %d runs"
            + " with a mark%n",
        KILLS, chunks.size(), marks.size());
  }

  /** Makes the job fail somewhere in what it does next. */
  private static void arm(SplittableRandom random, Probe probe, FaultProxy proxy, long fed) {
    int place = random.nextInt(STATEMENTS.size() + 2);
    if (place == 0) {
      long change = fed + random.nextLong(300);
      probe.failOnceOn(next -> next >= change);
    } else if (place == 1) {
      probe.failInNextSnapshot();
    } else {
      Statements statement = STATEMENTS.get(place - 2);
      // A commit that can only not clean up does not fail.
      Statements deadly = statement == Statements.DROP_CHUNKS ? Statements.RAISE_MARK : statement;
      RequestFault fault = random.nextBoolean() ? Statements.fatal() : Statements.fatalAfterwards();
      proxy.setPolicy(FaultPolicy.always(fault).times(1).after(random.nextInt(4)).when(deadly));
    }
  }

  private static Map<UUID, Long> marks(String keyspace) {
    return session()
        .execute("SELECT run_id, register, value FROM " + keyspace + ".flink_sink_progress")
        .all()
        .stream()
        .filter(row -> "committed".equals(row.getString("register")))
        .collect(Collectors.toMap(row -> row.getUuid("run_id"), row -> row.getLong("value")));
  }

  private static CqlSession session() {
    return cassandra.session();
  }
}
