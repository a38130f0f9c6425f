package io.cosmoscassandra.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.Await;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.ReservedPort;
import io.cosmoscassandra.embedded.flink.FlinkCluster;
import io.cosmoscassandra.embedded.flink.FlinkRest.Job;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Jobs that bring the connector's jar with them, of which every process of Flink makes a class
 * loader for each job: when the jobs have ended, well or not, these have gone, and so have the
 * connector's sessions and threads. One class loader may stay: Java 17 remembers the last class
 * whose records it compared (the type cache of a method handle in {@code
 * java.lang.runtime.ObjectMethods}). {@code -Djar.rounds=1} runs five jobs instead of thirty.
 */
@Tag("long")
class JarOfJobIT {

  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final int ROUNDS = Integer.getInteger("jar.rounds", 6);
  private static final int JOBS = ROUNDS * 5;

  /** A line with a number of objects and the name of their class. */
  private static final Pattern OBJECTS = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+(\\S+).*");

  private static final Pattern SESSION = Pattern.compile(".*\\.(DefaultSession|SessionWithTimer)");
  private static final Pattern LOADER = Pattern.compile(".*\\.ChildFirstClassLoader");
  private static final Pattern THREAD = Pattern.compile("\"cassandra-.*");

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    for (String table : List.of("names", "copies")) {
      cassandra
          .session()
          .execute("CREATE TABLE %s.%s (id int PRIMARY KEY, name text)".formatted(keyspace, table));
    }
  }

  @Test
  void jobsThatHaveEndedOrCouldNotStartLeaveNothing() {
    try (ReservedPort closed = ReservedPort.any();
        FlinkCluster flink =
            Clusters.forTest(getClass())
                .taskManagers(1)
                // What only a cache holds counts as gone.
                .jvm("-XX:SoftRefLRUPolicyMSPerMB=0")
                .set("restart-strategy.type", "none")
                .set("slot.request.timeout", "1 h")
                // Nothing dies here, and a collection of garbage may take long.
                .set("heartbeat.timeout", "10 min")
                .start()) {
      flink.sqlClient().run(script(closed.number()), PATIENCE);
      Await.until(
          () -> flink.rest().jobs().stream().filter(Job::hasEnded).count() == JOBS,
          PATIENCE,
          () -> "not all jobs have ended: " + flink.rest().jobs());
      Map<String, Long> states =
          flink.rest().jobs().stream()
              .collect(Collectors.groupingBy(Job::state, Collectors.counting()));
      assertThat(states).isEqualTo(Map.of("FINISHED", ROUNDS * 3L, "FAILED", ROUNDS * 2L));

      awaitNothingLeftIn(new Jvm(flink.taskManagers().values().iterator().next().pid()));
      awaitNothingLeftIn(new Jvm(flink.jobManager().pid()));
    }
  }

  private static void awaitNothingLeftIn(Jvm jvm) {
    Await.until(
        () -> leftOver(jvm).isEmpty(),
        Duration.ofMinutes(2),
        () -> "left over in process %d: %s".formatted(jvm.pid(), leftOver(jvm)));
  }

  private static List<String> leftOver(Jvm jvm) {
    List<String> left = new ArrayList<>();
    for (String line : jvm.liveObjects()) {
      Matcher objects = OBJECTS.matcher(line);
      if (objects.matches()) {
        String type = objects.group(2);
        boolean one = objects.group(1).equals("1");
        if (SESSION.matcher(type).matches() || (LOADER.matcher(type).matches() && !one)) {
          left.add(line);
        }
      }
    }
    jvm.threads().stream().filter(THREAD.asMatchPredicate()).forEach(left::add);
    return left;
  }

  /** Three jobs that end well, one of them a join, and two that cannot connect; again and again. */
  private String script(int closedPort) {
    InetSocketAddress node = cassandra.contactPoint();
    String address = node.getHostString() + ":" + node.getPort();
    StringBuilder script = new StringBuilder();
    script.append("ADD JAR '%s';%n".formatted(Jars.sqlConnector()));
    script.append(table("names", "names", address));
    script.append(table("copies", "copies", address));
    script.append(table("unreachable", "names", "127.0.0.1:" + closedPort));
    script.append(
        """
        CREATE TABLE ids (id INT, asked AS PROCTIME()) WITH (
          'connector' = 'datagen', 'number-of-rows' = '100',
          'fields.id.kind' = 'sequence', 'fields.id.start' = '1', 'fields.id.end' = '100');
        """);
    for (int round = 0; round < ROUNDS; round++) {
      script.append(
          """
          SET 'table.dml-sync' = 'true';
          INSERT INTO names SELECT id, 'a name' FROM ids;
          INSERT INTO copies SELECT * FROM names;
          INSERT INTO copies SELECT i.id, n.name FROM ids AS i
            JOIN names FOR SYSTEM_TIME AS OF i.asked AS n ON i.id = n.id;
          SET 'table.dml-sync' = 'false';
          INSERT INTO unreachable SELECT id, 'a name' FROM ids;
          INSERT INTO names SELECT * FROM unreachable;
          """);
    }
    return script.toString();
  }

  private String table(String name, String target, String address) {
    return """
    CREATE TABLE %s (id INT, name STRING, PRIMARY KEY (id) NOT ENFORCED) WITH (
      'connector' = 'cassandra', 'hosts' = '%s', 'keyspace' = '%s', 'table' = '%s',
      'request.timeout' = '5 s', 'sink.retry.timeout' = '1 s', 'scan.retry.timeout' = '1 s');
    """
        .formatted(name, address, keyspace, target);
  }
}
