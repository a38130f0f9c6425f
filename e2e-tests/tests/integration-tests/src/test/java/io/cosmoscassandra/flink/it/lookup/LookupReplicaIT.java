package io.cosmoscassandra.flink.it.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.type.codec.TypeCodecs;
import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.embedded.CassandraNode;
import io.cosmoscassandra.flink.it.kit.Flink;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Lookups in a ring are sent to a node that has the rows. */
class LookupReplicaIT {

  private static final int KEYS = 500;
  private static final double SHARE = 0.99;

  @RegisterExtension static final CassandraExtension ring = CassandraExtension.threeNodes();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();
  private String keyspace;

  @Test
  void requestsAreSentToTheReplica() throws Exception {
    keyspace = ring.createKeyspace();
    ring.session()
        .execute(
            "ALTER KEYSPACE %s WITH replication = {'class': 'NetworkTopologyStrategy', '%s': 1}"
                .formatted(keyspace, CassandraNode.DATACENTER));
    ring.cluster().awaitRing();
    ring.session()
        .execute("CREATE TABLE %s.books (id int PRIMARY KEY, title text)".formatted(keyspace));
    ring.cluster().awaitRing();
    flink.run(
        "CREATE TABLE books (id INT, title STRING) "
            + Flink.with(ring.contactPoint(), keyspace, "books"));

    for (Node node : ring.session().getMetadata().getNodes().values()) {
      List<Integer> keys = keysOf(node);
      long readBefore = reads("local_read_latency", node);
      long sentBefore = reads("coordinator_read_latency", node);

      assertThat(flink.rows(lookupsOf(keys))).hasSize(KEYS);

      assertThat(reads("local_read_latency", node) - readBefore).isEqualTo(KEYS);
      assertThat((double) (reads("coordinator_read_latency", node) - sentBefore))
          .as("lookups of keys of %s that were sent to it", node.getEndPoint())
          .isGreaterThanOrEqualTo(SHARE * KEYS);
    }
  }

  /** Keys that a node has, which are in the table. */
  private List<Integer> keysOf(Node node) {
    PreparedStatement insert =
        ring.session()
            .prepare("INSERT INTO %s.books (id, title) VALUES (?, 'title')".formatted(keyspace));
    List<Integer> keys =
        IntStream.iterate(0, id -> id + 1)
            .filter(id -> replica(id).equals(node))
            .limit(KEYS)
            .boxed()
            .toList();
    keys.forEach(id -> ring.session().execute(insert.bind(id)));
    return keys;
  }

  private Node replica(int id) {
    return ring.session()
        .getMetadata()
        .getTokenMap()
        .orElseThrow()
        .getReplicas(
            keyspace, TypeCodecs.INT.encode(id, ring.session().getContext().getProtocolVersion()))
        .iterator()
        .next();
  }

  private long reads(String table, Node node) {
    Row row =
        ring.session()
            .execute(
                SimpleStatement.newInstance(
                        "SELECT count FROM system_views."
                            + table
                            + " WHERE keyspace_name = ? AND table_name = 'books'",
                        keyspace)
                    .setNode(node))
            .one();
    return row == null ? 0 : row.getLong("count");
  }

  private static String lookupsOf(List<Integer> keys) {
    return "SELECT c.id, title FROM (SELECT id, PROCTIME() AS proc FROM (VALUES %s) AS v(id)) AS c"
            .formatted(keys.stream().map(id -> "(" + id + ")").collect(Collectors.joining(", ")))
        + " JOIN books FOR SYSTEM_TIME AS OF c.proc AS o ON c.id = o.id";
  }
}
