package io.cosmoscassandra.embedded.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TableOptionsTest {

  private static TableOptions of(String cql) {
    return TableOptions.of(Cql.parse(cql, Optional.of("ks")));
  }

  @Test
  void ownPropertiesAndIgnoredOnesAreTakenOut() {
    TableOptions options =
        of(
            "CREATE TABLE t (a int, b int, PRIMARY KEY (a, b)) WITH"
                + " cosmosdb_provisioned_throughput=4000 AND CLUSTERING ORDER BY (b DESC) AND"
                + " comment = 'this AND that' AND default_time_to_live = 5");
    assertThat(options.statement())
        .contains(
            "CREATE TABLE t (a int, b int, PRIMARY KEY (a, b)) WITH CLUSTERING ORDER BY (b DESC)"
                + " AND default_time_to_live = 5");
    assertThat(options.throughput()).hasValue(4_000);
  }

  @Test
  void statementWithoutOptionsStaysAsItIs() {
    assertThat(of("CREATE TABLE t (a int PRIMARY KEY)").statement())
        .contains("CREATE TABLE t (a int PRIMARY KEY)");
  }

  @Test
  void nothingIsLeftOfAChangeOfThroughput() {
    TableOptions options = of("ALTER TABLE ks.t WITH cosmosdb_autoscale_max_throughput=1000;");
    assertThat(options.statement()).isEmpty();
    assertThat(options.throughput()).hasValue(1_000);
  }

  @Test
  void keyspaceKeepsItsReplication() {
    assertThat(
            of("CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy',"
                    + " 'replication_factor': 1} AND cosmosdb_provisioned_throughput=400")
                .statement())
        .contains(
            "CREATE KEYSPACE k WITH replication = {'class': 'SimpleStrategy', 'replication_factor':"
                + " 1}");
  }

  @Test
  void unknownPropertyOfTheServiceIsRefused() {
    assertThat(of("CREATE TABLE t (a int PRIMARY KEY) WITH cosmosdb_speed=1").refusal())
        .contains(Refusal.invalid("Unknown property 'cosmosdb_speed'"));
  }
}
