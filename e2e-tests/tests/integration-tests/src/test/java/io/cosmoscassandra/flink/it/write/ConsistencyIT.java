package io.cosmoscassandra.flink.it.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.cosmoscassandra.embedded.CassandraExtension;
import io.cosmoscassandra.flink.it.kit.Flink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Writes wait for as many acknowledgements as their consistency level demands. */
class ConsistencyIT {

  @RegisterExtension static final CassandraExtension cassandra = CassandraExtension.singleNode();

  @RegisterExtension static final MiniClusterExtension cluster = Flink.cluster();

  private final Flink flink = Flink.session();
  private String keyspace;

  @BeforeEach
  void createTable() {
    keyspace = cassandra.createKeyspace();
    cassandra
        .session()
        .execute("CREATE TABLE %s.things (p int, c int, PRIMARY KEY (p, c))".formatted(keyspace));
  }

  @Test
  void twoAcknowledgementsAreNotToBeHadOfOneReplica() throws Exception {
    flink.run(
        "CREATE TABLE things (p INT, c INT, PRIMARY KEY (p, c) NOT ENFORCED)"
            + Flink.with(cassandra.contactPoint(), keyspace, "things")
                .and("consistency-level", "TWO")
                .and("sink.retry.timeout", "1 s"));

    Throwable failure = flink.failure("INSERT INTO things VALUES (1, 1)");

    assertThat(Flink.stackTrace(failure))
        .contains("at consistency TWO (2 required but only 1 alive)");
  }
}
