package io.cosmoscassandra.flink.table.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CqlPropertiesTest {

  @Test
  void literalsOfCqlStayAsTheyAre() {
    assertThat(
            CqlProperties.cql(
                Map.of(
                    "a", "86400",
                    "b", "-0.5",
                    "c", "true",
                    "d", "{'class': 'LeveledCompactionStrategy'}",
                    "e", "'99p'")))
        .isEqualTo(
            "a = 86400 AND b = -0.5 AND c = true AND d = {'class': 'LeveledCompactionStrategy'} AND"
                + " e = '99p'");
  }

  @Test
  void otherValuesAreTexts() {
    assertThat(CqlProperties.cql(Map.of("speculative_retry", "it's 99p")))
        .isEqualTo("speculative_retry = 'it''s 99p'");
  }

  @Test
  void namesOfTheConnectorAreNone() {
    assertThat(CqlProperties.isName("gc_grace_seconds")).isTrue();
    assertThat(CqlProperties.isName("sink.ttl")).isFalse();
    assertThat(CqlProperties.isName("partition-key")).isFalse();
  }
}
