package io.cosmoscassandra.flink.client.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.kit.Serialized;
import io.cosmoscassandra.flink.options.DialectChoice;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectTest {

  private static final String ACCOUNT = "shop.cassandra.cosmos.azure.com";

  private static Stream<Dialect> dialects() {
    return Stream.of(new CassandraDialect(), new CosmosDialect());
  }

  private static List<HostAndPort> hosts(String... names) {
    return Stream.of(names).map(n -> new HostAndPort(n, 1)).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ACCOUNT,
        "shop.cassandra.cosmosdb.azure.com",
        "shop.cassandra.cosmos.azure.us",
        "shop.cassandra.cosmos.azure.cn",
        "shop.privatelink.cassandra.cosmos.azure.com",
        "SHOP.Cassandra.Cosmos.Azure.COM",
        "shop.cassandra.cosmos.azure.com."
      })
  void autoKnowsCosmosByHostSuffix(String host) {
    assertThat(Dialect.of(DialectChoice.AUTO, hosts(host))).isEqualTo(new CosmosDialect());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "cassandra.cosmos.azure.com",
        "privatelink.cassandra.cosmos.azure.com.evil.org",
        "shop.documents.azure.com",
        "shopcassandra.cosmos.azure.com"
      })
  void autoTakesAllElseForCassandra(String host) {
    assertThat(Dialect.of(DialectChoice.AUTO, hosts(host))).isEqualTo(new CassandraDialect());
  }

  @Test
  void autoRefusesToGuessForMixedHosts() {
    assertThatThrownBy(() -> Dialect.of(DialectChoice.AUTO, hosts(ACCOUNT, "localhost")))
        .hasMessageStartingWith(
            "Option 'hosts' mixes Azure Cosmos DB accounts with other servers.");
  }

  @Test
  void namedDialectDoesNotDependOnHosts() {
    assertThat(Dialect.of(DialectChoice.COSMOS, hosts("localhost"))).isEqualTo(new CosmosDialect());
    assertThat(Dialect.of(DialectChoice.CASSANDRA, hosts(ACCOUNT)))
        .isEqualTo(new CassandraDialect());
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void oneWritersRequestsFitTheConnectionsToOneNode(Dialect dialect) {
    assertThat(dialect.maxInFlightRequests())
        .isLessThanOrEqualTo(dialect.poolSize() * dialect.maxRequestsPerConnection());
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void silentConnectionsAreProbedBeforeTheFourMinutesAfterWhichAzureCutsThem(Dialect dialect) {
    assertThat(dialect.heartbeatInterval()).isLessThan(Duration.ofMinutes(4));
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void defaultLevelServesRowsAndCommitterTable(Dialect dialect) {
    assertThat(dialect.writeConsistencies()).contains(dialect.defaultConsistency());
    assertThat(dialect.committerConsistencies()).contains(dialect.defaultConsistency());
    assertThat(dialect.writeConsistencies()).containsAll(dialect.committerConsistencies());
  }

  @ParameterizedTest
  @MethodSource("dialects")
  void staysEqualWhenSentToATaskManager(Dialect dialect) throws Exception {
    assertThat(Serialized.copy(dialect)).isEqualTo(dialect);
  }

  @Test
  void committerOnCassandraIsNeverBelowAQuorum() {
    assertThat(new CassandraDialect().committerConsistencies())
        .doesNotContain(
            DefaultConsistencyLevel.ONE,
            DefaultConsistencyLevel.LOCAL_ONE,
            DefaultConsistencyLevel.TWO,
            DefaultConsistencyLevel.ANY);
  }

  @Test
  void cosmosReadsAtTheLevelThatEveryAccountAllows() {
    assertThat(new CosmosDialect().defaultConsistency())
        .isEqualTo(DefaultConsistencyLevel.LOCAL_ONE);
  }

  @Test
  void cosmosUserIsTheAccount() {
    CosmosDialect cosmos = new CosmosDialect();
    assertThat(cosmos.defaultUsername(hosts(ACCOUNT))).contains("shop");
    assertThat(cosmos.defaultUsername(hosts("shop.privatelink.cassandra.cosmos.azure.com")))
        .contains("shop");
    assertThat(cosmos.defaultUsername(hosts("localhost"))).isEmpty();
    assertThat(new CassandraDialect().defaultUsername(hosts(ACCOUNT))).isEmpty();
  }

  @Test
  void everyNodeOfAnAccountPresentsTheAccountsCertificate() {
    CosmosDialect cosmos = new CosmosDialect();
    assertThat(cosmos.certificateName(hosts(ACCOUNT), "40.1.2.3")).contains(ACCOUNT);
    assertThat(
            cosmos.certificateName(
                hosts("shop.privatelink.cassandra.cosmos.azure.com"), "10.1.2.3"))
        .contains(ACCOUNT);
    assertThat(cosmos.certificateName(hosts("localhost"), "127.0.0.1")).isEmpty();
  }

  @Test
  void contactedNameOfAnAccountComesBeforeThatOfTheFirstHost() {
    String regional = "shop-westus.cassandra.cosmos.azure.com";
    assertThat(new CosmosDialect().certificateName(hosts(ACCOUNT, regional), regional))
        .contains(regional);
  }
}
