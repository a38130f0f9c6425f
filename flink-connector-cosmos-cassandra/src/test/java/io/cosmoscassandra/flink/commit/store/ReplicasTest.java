package io.cosmoscassandra.flink.commit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplicasTest {

  private static final Map<String, String> SIMPLE_ONE =
      Map.of("class", "SimpleStrategy", "replication_factor", "1");
  private static final Map<String, String> SIMPLE_THREE =
      Map.of("class", "SimpleStrategy", "replication_factor", "3");

  @Test
  void fewerReplicasThanTheTargetHasAreMissing() {
    assertThat(Replicas.missing(SIMPLE_ONE, SIMPLE_THREE))
        .containsExactly("1 instead of 3 (replication_factor)");
    assertThat(Replicas.missing(SIMPLE_THREE, SIMPLE_ONE)).isEmpty();
  }

  @Test
  void eachDatacenterIsCompared() {
    assertThat(
            Replicas.missing(
                Map.of("class", "NetworkTopologyStrategy", "a", "3"),
                Map.of("class", "NetworkTopologyStrategy", "a", "3/1", "b", "2")))
        .containsExactly("0 instead of 2 (b)");
  }
}
