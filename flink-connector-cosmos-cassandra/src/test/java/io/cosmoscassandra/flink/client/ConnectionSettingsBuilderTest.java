package io.cosmoscassandra.flink.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import io.cosmoscassandra.flink.client.dialect.CassandraDialect;
import io.cosmoscassandra.flink.client.dialect.CosmosDialect;
import io.cosmoscassandra.flink.client.dialect.HostAndPort;
import io.cosmoscassandra.flink.client.login.Credentials;
import io.cosmoscassandra.flink.client.login.Secret;
import io.cosmoscassandra.flink.client.tls.KeyStoreFile;
import io.cosmoscassandra.flink.client.tls.TlsSettings;
import io.cosmoscassandra.flink.kit.Serialized;
import io.cosmoscassandra.flink.options.Compression;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectionSettingsBuilderTest {

  private static final String ACCOUNT = "shop.cassandra.cosmos.azure.com";

  private static ConnectionSettingsBuilder cassandra() {
    return ConnectionSettings.builder().hosts("localhost");
  }

  private static List<String> problemsOf(ConnectionSettingsBuilder builder) {
    InvalidSettingsException invalid =
        catchThrowableOfType(InvalidSettingsException.class, builder::build);
    assertThat(invalid).as("a refusal").isNotNull();
    return invalid.problems();
  }

  @Test
  void hostsAloneAreEnoughForCassandra() {
    ConnectionSettings settings = cassandra().build();
    assertThat(settings.dialect()).isEqualTo(new CassandraDialect());
    assertThat(settings.hosts()).containsExactly(new HostAndPort("localhost", 9042));
    assertThat(settings.tls().enabled()).isFalse();
    assertThat(settings.credentials()).isNull();
    assertThat(settings.consistencyLevel()).isEqualTo(DefaultConsistencyLevel.LOCAL_QUORUM);
    assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(12));
    assertThat(settings.compression()).isEqualTo(Compression.NONE);
  }

  @Test
  void hostAndPasswordAreEnoughForCosmos() {
    ConnectionSettings settings =
        ConnectionSettings.builder().hosts(ACCOUNT).password("key").build();
    assertThat(settings.dialect()).isEqualTo(new CosmosDialect());
    assertThat(settings.hosts()).containsExactly(new HostAndPort(ACCOUNT, 10_350));
    assertThat(settings.tls().enabled()).isTrue();
    assertThat(settings.tls().hostnameVerification()).isTrue();
    assertThat(settings.credentials()).isEqualTo(new Credentials("shop", new Secret("key")));
    assertThat(settings.poolSize()).isEqualTo(10);
    assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void usersOwnSettingsWinOverTheDialects() {
    ConnectionSettings settings =
        ConnectionSettings.builder()
            .hosts(ACCOUNT + ", " + ACCOUNT + ":9999")
            .port(9042)
            .localDatacenter("West US")
            .username("u")
            .password("p")
            .tlsEnabled(false)
            .poolSize(3)
            .connectionTimeout(Duration.ofSeconds(1))
            .requestTimeout(Duration.ofSeconds(2))
            .heartbeatInterval(Duration.ofSeconds(3))
            .compression(Compression.LZ4)
            .consistencyLevel("local_quorum")
            .driverOptions(Map.of("advanced.metadata.token-map.enabled", "true"))
            .build();
    assertThat(settings)
        .isEqualTo(
            new ConnectionSettings(
                new CosmosDialect(),
                List.of(new HostAndPort(ACCOUNT, 9042), new HostAndPort(ACCOUNT, 9999)),
                "West US",
                new Credentials("u", new Secret("p")),
                new TlsSettings(false, null, null, true),
                null,
                3,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(3),
                Compression.LZ4,
                DefaultConsistencyLevel.LOCAL_QUORUM,
                new DriverOptions(Map.of("advanced.metadata.token-map.enabled", "true"))));
  }

  @Test
  void storesGoWithTls() {
    ConnectionSettings settings =
        cassandra()
            .tlsEnabled(true)
            .truststorePath("/t")
            .truststorePassword("tp")
            .keystorePath("/k")
            .hostnameVerification(false)
            .build();
    assertThat(settings.tls())
        .isEqualTo(
            new TlsSettings(
                true,
                new KeyStoreFile("/t", new Secret("tp")),
                new KeyStoreFile("/k", null),
                false));
  }

  @Test
  void equalSettingsAreEqualAlsoAfterTheirWayToATaskManager() throws Exception {
    ConnectionSettings settings =
        cassandra().username("u").password("p").driverOptions(Map.of("basic.a", "b")).build();
    assertThat(Serialized.copy(settings)).isEqualTo(settings).hasSameHashCodeAs(settings);
  }

  @Test
  void noSecretIsEverShown() {
    ConnectionSettings settings =
        cassandra()
            .username("ann")
            .password("hush1")
            .tlsEnabled(true)
            .truststorePath("/t")
            .truststorePassword("hush2")
            .keystorePath("/k")
            .keystorePassword("hush3")
            .driverOptions(
                Map.of(
                    "advanced.ext.some-password", "hush4",
                    "advanced.ext.api-key", "hush5",
                    "basic.request.page-size", "77"))
            .build();
    assertThat(settings.toString()).doesNotContain("hush").contains("ann", "/t", "/k", "77");
  }

  @Test
  void allProblemsAreReportedAtOnce() {
    assertThat(
            problemsOf(
                ConnectionSettings.builder()
                    .hosts("a:x")
                    .port(70_000)
                    .username("u")
                    .poolSize(0)
                    .requestTimeout(Duration.ZERO)
                    .connectionTimeout(Duration.ofSeconds(-1))
                    .heartbeatInterval(Duration.ZERO)
                    .localDatacenter(" ")
                    .consistencyLevel("most")
                    .truststorePassword("x")
                    .driverOptions(Map.of("basics.x", "1"))))
        .satisfiesExactlyInAnyOrder(
            p -> assertThat(p).startsWith("hosts: 'a:x'"),
            p -> assertThat(p).startsWith("port: "),
            p -> assertThat(p).isEqualTo("username: needs 'password' too"),
            p -> assertThat(p).startsWith("connection.pool-size: must be 1 or more"),
            p -> assertThat(p).startsWith("request.timeout: "),
            p -> assertThat(p).startsWith("connection.timeout: "),
            p -> assertThat(p).startsWith("connection.heartbeat-interval: "),
            p -> assertThat(p).startsWith("local-datacenter: is blank"),
            p -> assertThat(p).startsWith("consistency-level: 'most'").contains("LOCAL_QUORUM"),
            p -> assertThat(p).startsWith("ssl.truststore.password: needs 'ssl.truststore.path'"),
            p -> assertThat(p).startsWith("ssl.enabled: is false"),
            p -> assertThat(p).startsWith("driver.basics.x: "));
  }

  @Test
  void hostsAreRequiredWithoutABundle() {
    assertThat(problemsOf(ConnectionSettings.builder()))
        .containsExactly("hosts: is required, unless 'secure-connect-bundle' is given");
  }

  @Test
  void bundleExcludesAllThatItSaysItself() {
    assertThat(
            problemsOf(
                cassandra()
                    .secureConnectBundle("/b.zip")
                    .localDatacenter("dc1")
                    .truststorePath("/t")))
        .singleElement()
        .asString()
        .startsWith(
            "secure-connect-bundle: excludes 'hosts', 'local-datacenter', 'ssl.truststore.path'");
  }

  @Test
  void bundleNeedsNothingElse() {
    ConnectionSettings settings =
        ConnectionSettings.builder()
            .secureConnectBundle("/b.zip")
            .username("u")
            .password("p")
            .build();
    assertThat(settings.hosts()).isEmpty();
    assertThat(settings.dialect()).isEqualTo(new CassandraDialect());
  }

  @Test
  void storesWithoutTlsAreRefusedRatherThanIgnored() {
    assertThat(problemsOf(cassandra().tlsEnabled(false).truststorePath("/t")))
        .containsExactly(
            "ssl.enabled: is false, so 'ssl.truststore.path' would have no effect; set"
                + " 'ssl.enabled' = 'true', or leave them out");
    assertThat(problemsOf(cassandra().keystorePath("/k"))).hasSize(1);
  }

  @Test
  void passwordAloneIsRefusedWhereTheUserIsNotKnown() {
    assertThat(problemsOf(cassandra().password("p")))
        .containsExactly("password: needs 'username' too");
  }

  @Test
  void emptyPasswordIsRefused() {
    assertThat(problemsOf(cassandra().username("u").password("")))
        .singleElement()
        .asString()
        .startsWith("password: is empty");
  }

  @Test
  void levelsThatCannotWriteAreRefused() {
    assertThat(problemsOf(cassandra().consistencyLevel("LOCAL_SERIAL"))).hasSize(1);
    assertThat(
            problemsOf(
                ConnectionSettings.builder()
                    .hosts(ACCOUNT)
                    .password("k")
                    .consistencyLevel("EACH_QUORUM")))
        .hasSize(1);
  }

  @Test
  void driverOptionsThatOursReplaceAreRefused() {
    assertThat(
            problemsOf(
                cassandra()
                    .driverOptions(
                        Map.of(
                            "basic.contact-points",
                            "[\"a\"]",
                            "basic.load-balancing-policy.local-datacenter",
                            "dc1",
                            "advanced.auth-provider.password",
                            "hush"))))
        .containsExactlyInAnyOrder(
            "driver.basic.contact-points: use 'hosts' instead",
            "driver.basic.load-balancing-policy.local-datacenter: use 'local-datacenter' instead",
            "driver.advanced.auth-provider.password: use 'password' instead");
  }

  @Test
  void driverOptionsTheDriverCannotReadAreRefusedWithWhatTheyShouldBe() {
    assertThat(
            problemsOf(
                cassandra()
                    .driverOptions(
                        Map.of(
                            "basic.x", "[\"a\"",
                            "advanced.connection.pool.local.size", "abc",
                            "basic.request.timeout", "soon",
                            "advanced.metadata.token-map.enabled", "perhaps",
                            "advanced.protocol.max-frame-length", "big",
                            "advanced.metadata.schema.refreshed-keyspaces", "a, b",
                            "profiles.slow.basic.request.page-size", "many"))))
        .containsExactlyInAnyOrder(
            "driver.basic.x: must be a list, as in [\"a\", \"b\"]",
            "driver.advanced.connection.pool.local.size: must be a whole number",
            "driver.basic.request.timeout: must be a duration, as in 5 seconds",
            "driver.advanced.metadata.token-map.enabled: must be true or false",
            "driver.advanced.protocol.max-frame-length: must be a size, as in 256 MiB",
            "driver.advanced.metadata.schema.refreshed-keyspaces: must be a list, as in"
                + " [\"a\", \"b\"]",
            "driver.profiles.slow.basic.request.page-size: must be a whole number");
  }

  @Test
  void twoWaysToLogInExcludeEachOther() {
    assertThat(
            problemsOf(
                cassandra()
                    .username("u")
                    .password("p")
                    .driverOptions(Map.of("advanced.auth-provider.class", "x.Y"))))
        .singleElement()
        .asString()
        .contains("excludes 'username' and 'password'");
  }

  @Test
  void tlsMayBeLeftToTheDriverButNotHalfOfIt() {
    Map<String, String> own =
        Map.of("advanced.ssl-engine-factory.class", "DefaultSslEngineFactory");
    assertThat(
            ConnectionSettings.builder()
                .hosts(ACCOUNT)
                .password("k")
                .driverOptions(own)
                .build()
                .tls()
                .enabled())
        .isFalse();
    assertThat(problemsOf(cassandra().tlsEnabled(true).driverOptions(own)))
        .singleElement()
        .asString()
        .startsWith("driver.advanced.ssl-engine-factory: excludes 'ssl.enabled'");
  }
}
